package dev.slipway.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.ExternalNetworks;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.cloud.Service;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.RouterPlan;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The check that the external network exists exactly once and contains the stack's addresses. */
final class ExternalNetworkCheck {
  private final OpenStackClient cloud;
  private final RouterPlan router;
  private final Map<String, IpAddress> addresses = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();

  ExternalNetworkCheck(OpenStackClient cloud, ClusterPlan plan, RouterPlan router) {
    this.cloud = cloud;
    this.router = router;
    addresses.put("network.routerExternalIp", router.externalIp());
    plan.endpoint().floatingIp().ifPresent(one -> addresses.put("endpoint.floatingIp", one));
  }

  List<String> missing() {
    String name = router.externalNetwork();
    ExternalNetworks known = ExternalNetworks.read(cloud);
    List<JsonNode> found = known.named(name);
    if (found.isEmpty()) {
      missing.add(
          "external network \"%s\" does not exist; the cloud has %s"
              .formatted(name, String.join(", ", known.names())));
    } else if (found.size() > 1) {
      missing.add(
          "external network \"%s\" is the name of %d networks: %s; have the cloud's operator rename all but one"
              .formatted(name, found.size(), FlavorAndImageCheck.ids(found)));
    } else {
      subnets(found.get(0).path("id").asText());
    }
    return missing;
  }

  /** Many clouds do not show the subnets of external networks; then nothing can be compared. */
  private void subnets(String network) {
    String query = "/subnets?ip_version=4&network_id=" + network;
    List<JsonNode> subnets = cloud.list(Service.NETWORK, query, "subnets");
    if (!subnets.isEmpty()) {
      addresses.forEach((key, address) -> address(key, address, subnets));
    }
  }

  private void address(String key, IpAddress address, List<JsonNode> subnets) {
    List<String> cidrs = subnets.stream().map(one -> one.path("cidr").asText()).toList();
    if (cidrs.stream().map(IpPrefix::parse).noneMatch(cidr -> cidr.contains(address))) {
      missing.add(
          "%s %s is not in a subnet of external network \"%s\"; expected an address in %s"
              .formatted(key, address, router.externalNetwork(), String.join(", ", cidrs)));
    } else if (subnets.stream()
        .anyMatch(one -> one.path("gateway_ip").asText().equals(address.toString()))) {
      missing.add(
          "%s %s is the gateway of external network \"%s\"; choose another address in %s"
              .formatted(key, address, router.externalNetwork(), String.join(", ", cidrs)));
    }
  }
}
