package dev.slipway.plan;

import dev.slipway.config.BootVolumeConfig;
import dev.slipway.config.EndpointConfig;
import dev.slipway.config.NodePoolConfig;
import dev.slipway.config.StackConfig;
import dev.slipway.plan.model.PoolPlan;
import dev.slipway.plan.model.PoolPlan.BootVolume;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.AddressLayout;
import dev.slipway.value.CloudName;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The servers of one stack. */
final class ServerPlanner {
  /** Members of an anti-affinity group that the clouds of the fleet allow. */
  private static final int LARGEST_SERVER_GROUP = 5;

  private final DnsLabel stack;
  private final StackConfig config;
  private final AddressLayout addresses;

  ServerPlanner(DnsLabel stack, StackConfig config) {
    this.stack = stack;
    this.config = config;
    this.addresses = new AddressLayout(config.network().cidr());
  }

  /** Returns the HAProxy servers: one with the endpoint's address, or a pair with their own. */
  List<ServerPlan> loadBalancers() {
    EndpointConfig given = config.endpoint();
    if (given.flavor() == null || given.image() == null) {
      return List.of(); // Octavia's
    }
    boolean pair = given.serverCount() > 1;
    PoolPlan pool =
        new PoolPlan(
            ServerRole.LOAD_BALANCER.text(),
            given.flavor().text(),
            given.image().text(),
            Optional.empty(),
            List.of(),
            List.of());
    return nodes(
        ServerRole.LOAD_BALANCER,
        pool,
        given.serverCount(),
        pair,
        i -> pair ? addresses.loadBalancer(i) : given.address());
  }

  List<ServerPlan> controlPlane() {
    var given = config.controlPlane();
    PoolPlan pool =
        new PoolPlan(
            ServerRole.CONTROL_PLANE.text(),
            given.flavor().text(),
            config.image().text(),
            volume(given.bootVolume()),
            List.of(),
            List.of());
    return nodes(ServerRole.CONTROL_PLANE, pool, given.count(), true, addresses::controlPlane);
  }

  List<ServerPlan> workers() {
    List<ServerPlan> workers = new ArrayList<>();
    int index = 0;
    for (Map.Entry<DnsLabel, NodePoolConfig> entry : new TreeMap<>(config.workers()).entrySet()) {
      int place = index++;
      NodePoolConfig given = entry.getValue();
      boolean apart = Boolean.TRUE.equals(given.antiAffinity());
      PoolPlan pool = pool(entry.getKey(), given);
      workers.addAll(
          nodes(ServerRole.WORKER, pool, given.count(), apart, i -> addresses.worker(place, i)));
    }
    return workers;
  }

  private PoolPlan pool(DnsLabel name, NodePoolConfig given) {
    return new PoolPlan(
        name.text(),
        given.flavor().text(),
        Objects.requireNonNullElse(given.image(), config.image()).text(),
        volume(given.bootVolume()),
        Objects.requireNonNullElse(given.labels(), List.of()),
        Objects.requireNonNullElse(given.taints(), List.of()));
  }

  private List<ServerPlan> nodes(
      ServerRole role, PoolPlan pool, int count, boolean apart, IntFunction<IpAddress> address) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new ServerPlan(
                    stack + "-" + pool.name() + "-" + (i + 1),
                    role,
                    pool,
                    address.apply(i),
                    apart ? Optional.of(serverGroup(pool, i)) : Optional.empty()))
        .toList();
  }

  /** As many groups as the limit on members asks for: the second is called {@code …-b}. */
  private String serverGroup(PoolPlan pool, int index) {
    int group = index / LARGEST_SERVER_GROUP;
    String suffix = group == 0 ? "" : "-" + (char) ('a' + group);
    return stack + "-" + pool.name() + suffix;
  }

  private static Optional<BootVolume> volume(@Nullable BootVolumeConfig given) {
    return Optional.ofNullable(given)
        .map(
            volume ->
                new BootVolume(
                    volume.size(), Optional.ofNullable(volume.type()).map(CloudName::text)));
  }
}
