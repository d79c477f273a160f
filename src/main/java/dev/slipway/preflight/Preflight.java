package dev.slipway.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.cloud.Service;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.RouterPlan;
import dev.slipway.value.OctaviaProvider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks a project's cloud for everything that a plan takes for granted. */
public final class Preflight {
  private final OpenStackClient cloud;
  private final ClusterPlan plan;
  private final ResourceDemand needs;
  private final List<String> missing = new ArrayList<>();

  private Preflight(OpenStackClient cloud, ClusterPlan plan) {
    this.cloud = cloud;
    this.plan = plan;
    this.needs = new ResourceDemand(plan);
  }

  /** What is missing, each with its cure; empty when {@code pulumi up} has all that it needs. */
  public static List<String> missing(OpenStackClient cloud, ClusterPlan plan) {
    Preflight preflight = new Preflight(cloud, plan);
    preflight.flavors();
    preflight.images();
    plan.network()
        .router()
        .ifPresentOrElse(preflight::externalNetwork, () -> preflight.sharedNetwork());
    preflight.quotaOfNeutron();
    if (plan.endpoint() instanceof EndpointPlan.Octavia octavia) {
      preflight.octavia(octavia.provider());
    }
    return preflight.missing;
  }

  private void flavors() {
    Map<String, JsonNode> known =
        cloud.list(Service.COMPUTE, "/flavors/detail", "flavors").stream()
            .collect(Collectors.toMap(flavor -> flavor.path("name").asText(), flavor -> flavor));
    needs.flavors().keySet().stream()
        .filter(name -> !known.containsKey(name))
        .forEach(
            name ->
                missing.add(
                    "flavor \""
                        + name
                        + "\" is not there; there are "
                        + String.join(", ", new TreeMap<>(known).keySet())));
    quotaOfNova(known);
  }

  private void images() {
    for (String name : needs.images()) {
      String query = "?status=active&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
      if (cloud.list(Service.IMAGE, "/images" + query, "images").isEmpty()) {
        missing.add("image \"" + name + "\" is not there or not active; upload it, raw, to Glance");
      }
    }
  }

  private void externalNetwork(RouterPlan router) {
    String name = router.externalNetwork();
    String query = "/networks?router:external=true&fields=name";
    List<String> known =
        cloud.list(Service.NETWORK, query, "networks").stream()
            .map(network -> network.path("name").asText())
            .toList();
    if (!known.contains(name)) {
      missing.add(
          "external network \"" + name + "\" is not there; there are " + String.join(", ", known));
    }
  }

  private void sharedNetwork() {
    missing.addAll(new SharedNetworkCheck(cloud, plan.network()).missing());
  }

  private void octavia(OctaviaProvider provider) {
    List<String> known =
        cloud.list(Service.LOAD_BALANCER, "/lbaas/providers", "providers").stream()
            .map(one -> one.path("name").asText())
            .toList();
    if (!known.contains(provider.text())) {
      missing.add(
          "Octavia's provider \""
              + provider.text()
              + "\" is not there; there are "
              + String.join(", ", known));
    }
    JsonNode quota =
        cloud.get(Service.LOAD_BALANCER, "/lbaas/quotas/" + cloud.projectId()).path("quota");
    needs.ofOctavia().forEach((name, count) -> checkQuota(name, count, quota.path(name).asInt(-1)));
  }

  private void quotaOfNova(Map<String, JsonNode> known) {
    JsonNode limits = cloud.get(Service.COMPUTE, "/limits").at("/limits/absolute");
    checkQuota("servers", sum(known, ""), limits.path("maxTotalInstances").asInt());
    checkQuota("cores", sum(known, "vcpus"), limits.path("maxTotalCores").asInt());
    checkQuota("MB of memory", sum(known, "ram"), limits.path("maxTotalRAMSize").asInt());
  }

  /** Of a field of the flavors, or of the servers themselves where it is empty. */
  private int sum(Map<String, JsonNode> known, String field) {
    Map<String, Integer> wanted = needs.flavors();
    return known.entrySet().stream()
        .mapToInt(
            entry ->
                wanted.getOrDefault(entry.getKey(), 0)
                    * (field.isEmpty() ? 1 : entry.getValue().path(field).asInt()))
        .sum();
  }

  private void quotaOfNeutron() {
    JsonNode quota = cloud.get(Service.NETWORK, "/quotas/" + cloud.projectId()).path("quota");
    needs.ofNeutron().forEach((name, count) -> checkQuota(name, count, quota.path(name).asInt(-1)));
  }

  /** The project is the stack's own, so its whole quota is. A limit of -1 is none. */
  private void checkQuota(String what, int needed, int limit) {
    if (limit >= 0 && needed > limit) {
      missing.add(
          "quota: the plan takes "
              + needed
              + " "
              + what
              + ", the project of cloud "
              + plan.cloud()
              + " may have "
              + limit
              + "; ask the cloud's operator for more");
    }
  }
}
