package dev.slipway.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.cloud.Service;
import dev.slipway.plan.model.NetworkPlan;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The check that a shared network exists and that its allocation pools leave out the stack's CIDR.
 */
final class SharedNetworkCheck {
  private final OpenStackClient cloud;
  private final NetworkPlan plan;
  private final List<String> missing = new ArrayList<>();

  SharedNetworkCheck(OpenStackClient cloud, NetworkPlan plan) {
    this.cloud = cloud;
    this.plan = plan;
  }

  List<String> missing() {
    String query = "/networks?name=" + URLEncoder.encode(plan.name(), StandardCharsets.UTF_8);
    List<JsonNode> found = cloud.list(Service.NETWORK, query, "networks");
    if (found.size() == 1) {
      network(found.get(0));
    } else {
      refuse(
          (found.isEmpty() ? "does not exist" : "is a name of %d networks".formatted(found.size()))
              + "; the cloud shares "
              + cloud
                  .list(Service.NETWORK, "/networks?shared=true&fields=name", "networks")
                  .stream()
                  .map(network -> network.path("name").asText())
                  .collect(Collectors.joining(", ")));
    }
    return missing;
  }

  private void network(JsonNode network) {
    if (!network.path("port_security_enabled").asBoolean(true)) {
      refuse("has port security off, so security groups have no effect there");
    }
    String query = "/subnets?ip_version=4&network_id=" + network.path("id").asText();
    List<JsonNode> subnets = cloud.list(Service.NETWORK, query, "subnets");
    if (subnets.size() == 1) {
      subnet(subnets.get(0));
    } else {
      refuse("has %d IPv4 subnets; expected 1".formatted(subnets.size()));
    }
  }

  private void subnet(JsonNode subnet) {
    IpPrefix cidr = IpPrefix.parse(subnet.path("cidr").asText());
    if (!cidr.contains(plan.cidr())) {
      refuse("has CIDR %s, which does not contain network.cidr %s".formatted(cidr, plan.cidr()));
    }
    String gateway = subnet.path("gateway_ip").asText("");
    if (!gateway.isEmpty() && plan.cidr().contains(IpAddress.parse(gateway))) {
      refuse("has its gateway %s inside network.cidr %s".formatted(gateway, plan.cidr()));
    }
    subnet.path("allocation_pools").forEach(this::pool);
  }

  private void pool(JsonNode pool) {
    IpAddress first = IpAddress.parse(pool.path("start").asText());
    IpAddress last = IpAddress.parse(pool.path("end").asText());
    IpAddress lowest = plan.cidr().address(0);
    IpAddress highest = plan.cidr().address((int) plan.cidr().size() - 1);
    if (first.compareTo(highest) <= 0 && lowest.compareTo(last) <= 0) {
      refuse(
          "has an allocation pool %s to %s, which overlaps network.cidr %s; have the cloud's operator remove it from the pools"
              .formatted(first, last, plan.cidr()));
    }
  }

  private void refuse(String problem) {
    missing.add("network \"%s\" %s".formatted(plan.name(), problem));
  }
}
