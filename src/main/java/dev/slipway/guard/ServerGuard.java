package dev.slipway.guard;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.PoolPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares live servers with a plan, and refuses what no update may do to an existing server:
 * resize, rebuild, replace or move it, or remove an etcd member or a load balancer.
 */
public final class ServerGuard {
  /** Key of a refusal because of a server's status. */
  public static final String STATUS = "status";

  private static final String ERROR = "ERROR";

  /** Beginning of Nova's fault if its scheduler found no hypervisor; the server never ran. */
  private static final String NO_HOST = "No valid host was found";

  private final ClusterPlan plan;
  private final List<LiveServer> live;

  /** Refusals that differ in their server only are one refusal. */
  private final Map<Refusal, List<String>> servers = new LinkedHashMap<>();

  private ServerGuard(ClusterPlan plan, List<LiveServer> live) {
    this.plan = plan;
    this.live = live;
  }

  /**
   * Returns every refusal; none for a new cluster.
   *
   * @param live all servers of the stack's project
   */
  public static List<Refusal> refusals(ClusterPlan plan, List<LiveServer> live) {
    return new ServerGuard(plan, live).compare();
  }

  /** Returns the live servers that the plan contains or that the stack created earlier. */
  public static List<LiveServer> ofCluster(ClusterPlan plan, List<LiveServer> live) {
    Set<String> planned = names(plan);
    return live.stream()
        .filter(one -> planned.contains(one.name()) || one.cluster().equals(plan.name().text()))
        .toList();
  }

  /** Returns the live servers that the stack created earlier and the plan does not contain. */
  public static List<LiveServer> unplanned(ClusterPlan plan, List<LiveServer> live) {
    Set<String> planned = names(plan);
    return ofCluster(plan, live).stream().filter(one -> !planned.contains(one.name())).toList();
  }

  private static Set<String> names(ClusterPlan plan) {
    return plan.servers().stream().map(ServerPlan::name).collect(Collectors.toSet());
  }

  private List<Refusal> compare() {
    for (ServerPlan server : plan.servers()) {
      List<LiveServer> existing =
          live.stream().filter(one -> one.name().equals(server.name())).toList();
      existing.forEach(one -> compare(server, one));
      if (existing.isEmpty()) {
        checkAddressIsFree(server);
      }
    }
    unplanned(plan, live).forEach(this::checkRemoval);
    List<Refusal> all = new ArrayList<>();
    servers.forEach(
        (one, names) ->
            all.add(new Refusal(one.key(), names, one.live(), one.planned(), one.fix())));
    return all;
  }

  private void compare(ServerPlan server, LiveServer existing) {
    PoolPlan pool = server.pool();
    refuseChange(server, poolKey(server) + ".flavor", existing.flavor(), pool.flavor(), "resizes");
    Optional<String> otherImage =
        existing
            .image()
            .filter(image -> image.name().isPresent() && image.differsFrom(pool.image()))
            .map(LiveImage::toString);
    refuseChange(server, imageKey(server), otherImage, pool.image().toString(), "rebuilds");
    if (existing.bootsFromVolume() != pool.bootVolume().isPresent()) {
      Optional<String> disk = Optional.of(disk(existing.bootsFromVolume()));
      String key = poolKey(server) + ".bootVolume";
      refuseChange(server, key, disk, disk(pool.bootVolume().isPresent()), "replaces");
    }
    // Nova assigns the addresses before the server runs.
    boolean hasNone = !existing.active() && existing.addresses().isEmpty();
    if (!hasNone && !existing.addresses().contains(server.address().toString())) {
      refuse(
          "address",
          server.name(),
          String.join(", ", existing.addresses()),
          server.address().toString(),
          "an update moves no server: undo the change of %s".formatted(addressKeys(server)));
    }
    if (existing.status().equals(ERROR)) {
      refuseError(server, existing);
    }
  }

  private void refuseChange(
      ServerPlan server, String key, Optional<String> existing, String planned, String verb) {
    existing
        .filter(value -> !value.equals(planned))
        .ifPresent(
            value ->
                refuse(
                    key,
                    server.name(),
                    value,
                    planned,
                    "an update %s no server: set it back to %s".formatted(verb, value)));
  }

  private void refuseError(ServerPlan server, LiveServer existing) {
    String openstack = "openstack --os-cloud " + plan.cloud() + " server ";
    boolean noHost = existing.fault().contains(NO_HOST);
    refuse(
        STATUS,
        existing.name(),
        (ERROR + " " + existing.fault()).strip(),
        "ACTIVE",
        noHost
            ? "no hypervisor has room for it%s: ask the cloud's operator for one, or undo the change of %s.%s; then %sdelete %s, and pulumi up --refresh --stack %s"
                .formatted(
                    groupOf(server),
                    poolKey(server),
                    server.role() == ServerRole.LOAD_BALANCER ? "replicas" : "count",
                    openstack,
                    existing.id(),
                    plan.name())
            : "%sshow %s shows the fault; repair the server, or if it never ran, delete it, and pulumi up --refresh --stack %s creates it again"
                .formatted(openstack, existing.id(), plan.name()));
  }

  private static String groupOf(ServerPlan server) {
    return server
        .serverGroup()
        .map(group -> ", and no other server of its anti-affinity group " + group)
        .orElse("");
  }

  private void checkAddressIsFree(ServerPlan server) {
    String address = server.address().toString();
    live.stream()
        .filter(one -> one.addresses().contains(address))
        .forEach(
            one ->
                refuse(
                    "address",
                    one.name(),
                    "has " + address,
                    "is for the new server " + server.name(),
                    "an update moves no server: undo the change of %s, or remove %s in an update of its own first"
                        .formatted(addressKeys(server), one.name())));
  }

  private void checkRemoval(LiveServer existing) {
    if (existing.role().equals(ServerRole.CONTROL_PLANE.text())) {
      refuse(
          "controlPlane.count",
          existing.name(),
          "exists",
          "count " + plan.controlPlane().size(),
          "an update removes no etcd member: set it back" + deletionIfItNeverRan(existing));
    } else if (existing.role().equals(ServerRole.LOAD_BALANCER.text())) {
      refuse(
          "endpoint",
          existing.name(),
          "exists",
          "an endpoint without it",
          "an update removes no load balancer: set endpoint.kind and endpoint.replicas back");
    }
  }

  /**
   * A server that Nova could not create is in no cluster, and blocks every update until deleted.
   */
  private String deletionIfItNeverRan(LiveServer existing) {
    return existing.status().equals(ERROR)
        ? "; if it never ran, delete it: openstack --os-cloud %s server delete %s, then pulumi up --refresh --stack %s"
            .formatted(plan.cloud(), existing.id(), plan.name())
        : "";
  }

  private void refuse(String key, String server, String existing, String planned, String fix) {
    servers
        .computeIfAbsent(
            new Refusal(key, List.of(), existing, planned, fix), one -> new ArrayList<>())
        .add(server);
  }

  private static String disk(boolean volume) {
    return volume ? "a boot volume" : "the flavor's local disk";
  }

  private static String poolKey(ServerPlan server) {
    return switch (server.role()) {
      case CONTROL_PLANE -> "controlPlane";
      case WORKER -> "workers." + server.pool().name();
      case LOAD_BALANCER -> "endpoint";
    };
  }

  private static String imageKey(ServerPlan server) {
    return switch (server.role()) {
      case CONTROL_PLANE -> "image";
      case WORKER -> "image or workers." + server.pool().name() + ".image";
      case LOAD_BALANCER -> "endpoint.image";
    };
  }

  private static String addressKeys(ServerPlan server) {
    return switch (server.role()) {
      case CONTROL_PLANE -> "network.cidr";
      case WORKER -> "network.cidr and of the names and slots in workers";
      case LOAD_BALANCER -> "network.cidr, endpoint.address and endpoint.replicas";
    };
  }
}
