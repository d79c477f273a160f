package dev.slipway.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.cloud.Service;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.RouterPlan;
import dev.slipway.value.OctaviaProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The checks that a cloud has everything that a plan requires. */
public final class Preflight {
  private final OpenStackClient cloud;
  private final ClusterPlan plan;
  private final ResourceDemand demand;
  private final List<String> missing = new ArrayList<>();

  private Preflight(OpenStackClient cloud, ClusterPlan plan) {
    this.cloud = cloud;
    this.plan = plan;
    this.demand = new ResourceDemand(plan);
  }

  /** Returns what is missing, each with its fix; empty if {@code pulumi up} can run. */
  public static List<String> missing(OpenStackClient cloud, ClusterPlan plan) {
    Preflight preflight = new Preflight(cloud, plan);
    preflight.servers();
    plan.network()
        .router()
        .ifPresentOrElse(preflight::externalNetwork, () -> preflight.sharedNetwork());
    preflight.quotaOfNeutron();
    preflight.quotaOfCinder();
    if (plan.endpoint() instanceof EndpointPlan.Octavia octavia) {
      preflight.octavia(octavia.provider());
    }
    return preflight.missing;
  }

  private void servers() {
    FlavorAndImageCheck check = new FlavorAndImageCheck(cloud, plan.servers());
    missing.addAll(check.missing());
    quotaOfNova(check.flavors());
  }

  private void externalNetwork(RouterPlan router) {
    missing.addAll(new ExternalNetworkCheck(cloud, plan, router).missing());
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
          "Octavia provider \"%s\" does not exist; the cloud has %s"
              .formatted(provider.text(), String.join(", ", known)));
    }
    JsonNode quota =
        cloud.get(Service.LOAD_BALANCER, "/lbaas/quotas/" + cloud.projectId()).path("quota");
    demand.octavia().forEach((name, count) -> checkQuota(name, count, quota.path(name).asInt(-1)));
  }

  private void quotaOfNova(Map<String, JsonNode> known) {
    JsonNode limits = cloud.get(Service.COMPUTE, "/limits").at("/limits/absolute");
    checkQuota("servers", sum(known, ""), limit(limits, "maxTotalInstances"));
    checkQuota("cores", sum(known, "vcpus"), limit(limits, "maxTotalCores"));
    checkQuota("MB of memory", sum(known, "ram"), limit(limits, "maxTotalRAMSize"));
    checkQuota("server groups", demand.serverGroups(), limit(limits, "maxServerGroups"));
    checkQuota(
        "members of a server group",
        demand.serverGroupMembers(),
        limit(limits, "maxServerGroupMembers"));
  }

  private static int limit(JsonNode limits, String name) {
    return limits.path(name).asInt(-1);
  }

  /** Returns the sum of a flavor field over all servers; their number if the field is empty. */
  private int sum(Map<String, JsonNode> known, String field) {
    Map<String, Integer> counts = demand.flavors();
    return known.entrySet().stream()
        .mapToInt(
            entry ->
                counts.getOrDefault(entry.getKey(), 0)
                    * (field.isEmpty() ? 1 : entry.getValue().path(field).asInt()))
        .sum();
  }

  private void quotaOfNeutron() {
    JsonNode quota = cloud.get(Service.NETWORK, "/quotas/" + cloud.projectId()).path("quota");
    demand.neutron().forEach((name, count) -> checkQuota(name, count, quota.path(name).asInt(-1)));
  }

  /** A cloud without Cinder is asked only if the plan has volumes. */
  private void quotaOfCinder() {
    if (demand.volumes() > 0) {
      JsonNode limits = cloud.get(Service.VOLUME, "/limits").at("/limits/absolute");
      checkQuota("volumes", demand.volumes(), limit(limits, "maxTotalVolumes"));
      checkQuota(
          "GiB of volumes", demand.volumeGibibytes(), limit(limits, "maxTotalVolumeGigabytes"));
    }
  }

  /** Compares with the whole quota, because the project belongs to the stack. -1 is unlimited. */
  private void checkQuota(String what, int needed, int limit) {
    if (limit >= 0 && needed > limit) {
      missing.add(
          "quota: the plan requires %d %s, the project of cloud %s has a limit of %d; request a higher quota from the cloud's operator"
              .formatted(needed, what, plan.cloud(), limit));
    }
  }
}
