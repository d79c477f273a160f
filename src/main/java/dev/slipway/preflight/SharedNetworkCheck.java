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

/** Whether a network of the cloud's is there, and keeps the stack's slice of it for the stack. */
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
          (found.isEmpty() ? " is not there" : " is there " + found.size() + " times")
              + "; shared are "
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
      refuse(" has port security off, so no security group would do anything there");
    }
    String query = "/subnets?ip_version=4&network_id=" + network.path("id").asText();
    List<JsonNode> subnets = cloud.list(Service.NETWORK, query, "subnets");
    if (subnets.size() == 1) {
      slice(subnets.get(0));
    } else {
      refuse(" has " + subnets.size() + " subnets of IPv4; expected one, to take addresses from");
    }
  }

  private void slice(JsonNode subnet) {
    IpPrefix whole = IpPrefix.parse(subnet.path("cidr").asText());
    if (!whole.contains(plan.cidr())) {
      refuse(" is " + whole + ", and network.cidr " + plan.cidr() + " is no slice of it");
    }
    String gateway = subnet.path("gateway_ip").asText("");
    if (!gateway.isEmpty() && plan.cidr().contains(IpAddress.parse(gateway))) {
      refuse(" has its gateway " + gateway + " in network.cidr " + plan.cidr());
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
          " gives out "
              + first
              + " to "
              + last
              + " to anybody, network.cidr "
              + plan.cidr()
              + " among them; ask the cloud's operator to leave it out of the allocation pools");
    }
  }

  private void refuse(String what) {
    missing.add("network \"" + plan.name() + "\"" + what);
  }
}
