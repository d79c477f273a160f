package dev.slipway.evidence.collect;

import dev.slipway.cloud.CloudServer;
import dev.slipway.document.Json;
import dev.slipway.plan.model.ClusterPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A cloud that returns the collections of a {@code LiveProjectFixture} over HTTP. */
final class RecordedCloud {
  private RecordedCloud() {}

  static CloudServer start() throws IOException {
    return new CloudServer("network", "compute", "image");
  }

  static void serve(CloudServer server, ClusterPlan cluster, Map<String, Object> collections) {
    String floatingIp = cluster.endpoint().externalAddress() + "-id";
    server.answer("GET /v2.0/extensions/floating-ip-port-forwarding", "{}");
    server.answer(
        "GET /v2.0/floatingips/" + floatingIp + "/port_forwardings",
        Json.write(Map.of("port_forwardings", collections.get("port-forwardings"))));
    server.answer("GET /flavors/detail", Json.write(Map.of("flavors", List.of())));
    collections.forEach(
        (name, items) -> {
          String path = name.equals("servers") ? "/servers/detail" : "/v2.0/" + name;
          server.answer("GET " + path, Json.write(Map.of(name.replace('-', '_'), items)));
        });
  }
}
