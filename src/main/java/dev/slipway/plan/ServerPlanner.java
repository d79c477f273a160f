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
import dev.slipway.value.PoolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans the servers of one stack. */
final class ServerPlanner {
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
    EndpointConfig endpoint = config.endpoint();
    if (endpoint.flavor() == null || endpoint.image() == null) {
      return List.of(); // Octavia runs the load balancer.
    }
    boolean pair = endpoint.serverCount() > 1;
    PoolPlan pool =
        new PoolPlan(
            ServerRole.LOAD_BALANCER.text(),
            endpoint.flavor().text(),
            endpoint.image(),
            Optional.empty(),
            List.of(),
            List.of());
    return servers(
        ServerRole.LOAD_BALANCER,
        pool,
        endpoint.serverCount(),
        pair,
        i -> pair ? addresses.loadBalancer(i) : endpoint.address());
  }

  List<ServerPlan> controlPlane() {
    var nodes = config.controlPlane();
    PoolPlan pool =
        new PoolPlan(
            ServerRole.CONTROL_PLANE.text(),
            nodes.flavor().text(),
            config.image(),
            volume(nodes.bootVolume()),
            List.of(),
            List.of());
    return servers(ServerRole.CONTROL_PLANE, pool, nodes.count(), true, addresses::controlPlane);
  }

  List<ServerPlan> workers() {
    List<ServerPlan> workers = new ArrayList<>();
    for (Map.Entry<DnsLabel, NodePoolConfig> entry : new TreeMap<>(config.workers()).entrySet()) {
      NodePoolConfig poolConfig = entry.getValue();
      boolean antiAffinity = Boolean.TRUE.equals(poolConfig.antiAffinity());
      PoolPlan pool = pool(entry.getKey(), poolConfig);
      workers.addAll(
          servers(
              ServerRole.WORKER,
              pool,
              poolConfig.count(),
              antiAffinity,
              i -> addresses.worker(poolConfig.slot(), i)));
    }
    return workers;
  }

  private PoolPlan pool(DnsLabel name, NodePoolConfig poolConfig) {
    return new PoolPlan(
        name.text(),
        poolConfig.flavor().text(),
        Objects.requireNonNullElse(poolConfig.image(), config.image()),
        volume(poolConfig.bootVolume()),
        Objects.requireNonNullElse(poolConfig.labels(), List.of()),
        Objects.requireNonNullElse(poolConfig.taints(), List.of()));
  }

  private List<ServerPlan> servers(
      ServerRole role,
      PoolPlan pool,
      int count,
      boolean antiAffinity,
      IntFunction<IpAddress> address) {
    PoolName name = new PoolName(stack, pool.name());
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new ServerPlan(
                    name.server(i),
                    role,
                    pool,
                    address.apply(i),
                    antiAffinity ? Optional.of(name.serverGroup(i)) : Optional.empty()))
        .toList();
  }

  private static Optional<BootVolume> volume(@Nullable BootVolumeConfig poolConfig) {
    return Optional.ofNullable(poolConfig)
        .map(
            volume ->
                new BootVolume(
                    volume.size(), Optional.ofNullable(volume.type()).map(CloudName::text)));
  }
}
