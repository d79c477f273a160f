package dev.slipway.components.cluster;

import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.openstack.compute.Instance;
import com.pulumi.openstack.compute.InstanceArgs;
import com.pulumi.openstack.compute.ServerGroup;
import com.pulumi.openstack.compute.ServerGroupArgs;
import com.pulumi.openstack.compute.inputs.InstanceBlockDeviceArgs;
import com.pulumi.openstack.compute.inputs.InstanceNetworkArgs;
import com.pulumi.openstack.compute.inputs.InstanceSchedulerHintArgs;
import com.pulumi.openstack.images.ImagesFunctions;
import com.pulumi.openstack.images.inputs.GetImageArgs;
import com.pulumi.openstack.images.outputs.GetImageResult;
import com.pulumi.openstack.networking.Port;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.components.network.ProjectNetwork;
import dev.slipway.components.network.SecurityGroups;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.PoolPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.GlanceImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The servers of a cluster, each with its own port at the planned address. */
public final class Servers extends Component {
  private final ClusterPlan plan;
  private final ProjectNetwork.NetworkRefs network;
  private final Ports ports;
  private final Map<String, Port> portOf = new HashMap<>();
  private final List<Instance> servers = new ArrayList<>();
  private List<Resource> floatingIp = List.of();
  private final Map<String, ServerGroup> serverGroups = new HashMap<>();

  /**
   * The server created last in each server group; the next one depends on it. Nova can schedule
   * servers that are created at the same time to one host; it then finds that they violate the
   * group's policy, and one of them ends in status ERROR.
   */
  private final Map<String, Instance> lastInGroup = new HashMap<>();

  /**
   * Creates the control plane, the workers and the HAProxy servers.
   *
   * @param authority of the HAProxy servers, if the cluster has such servers
   */
  public Servers(
      String name,
      ClusterPlan plan,
      ProjectNetwork.NetworkRefs network,
      SecurityGroups groups,
      TalosSecrets talos,
      Optional<LoadBalancerAuthority> authority,
      Component parent) {
    super("cluster:Servers", name, parent, List.of());
    this.plan = plan;
    this.network = network;
    this.ports = new Ports(plan, network, groups, this::child);
    plan.nodes().forEach(node -> talosNode(node, talos));
    loadBalancers(authority);
    complete();
  }

  /**
   * Returns all servers and the floating IP of HAProxy: the cluster is bootstrapped and, before a
   * destroy deletes them, its workers are removed through them.
   */
  public List<Resource> all() {
    List<Resource> all = new ArrayList<>(servers);
    all.addAll(floatingIp);
    return all;
  }

  /** Returns the server of a machine. */
  public Instance instance(ServerPlan node) {
    return servers.stream()
        .filter(server -> server.pulumiResourceName().equals(node.name()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the port of a server. */
  public Port port(ServerPlan node) {
    return Objects.requireNonNull(portOf.get(node.name()), node.name());
  }

  /** Returns true for workers and HAProxy servers; the control plane has etcd's data. */
  @Override
  public boolean isReplaceable(String resource) {
    return plan.servers().stream()
        .filter(server -> server.role() != ServerRole.CONTROL_PLANE)
        .anyMatch(server -> server.name().equals(resource));
  }

  private void talosNode(ServerPlan node, TalosSecrets talos) {
    boolean hasEtcd = node.role() == ServerRole.CONTROL_PLANE;
    CustomResourceOptions.Builder options =
        child().protect(hasEtcd && plan.environment().isProduction());
    server(node, ports.of(node), talos.userData(node), options);
  }

  private List<InstanceSchedulerHintArgs> hints(ServerPlan node) {
    return node.serverGroup().stream()
        .map(name -> serverGroups.computeIfAbsent(name, this::antiAffinity))
        .map(group -> InstanceSchedulerHintArgs.builder().group(group.id()).build())
        .toList();
  }

  private ServerGroup antiAffinity(String group) {
    return new ServerGroup(
        group,
        // Not soft-anti-affinity: etcd loses its majority with a hypervisor that has two members.
        ServerGroupArgs.builder().name(group).policies("anti-affinity").build(),
        child().build());
  }

  private void loadBalancers(Optional<LoadBalancerAuthority> authority) {
    Port endpoint = plan.endpoint() instanceof EndpointPlan.HaproxyPair ? ports.virtualIp() : null;
    for (ServerPlan node : plan.endpoint().servers()) {
      Port port = ports.of(node);
      endpoint = endpoint == null ? port : endpoint;
      server(node, port, authority.orElseThrow().userData(node), child());
    }
    if (endpoint != null) {
      floatingIp =
          new EndpointFloatingIp(childName("floating-ip"), plan, network, this::child)
              .attach(endpoint.id());
    }
  }

  private void server(
      ServerPlan node, Port port, Output<String> userData, CustomResourceOptions.Builder options) {
    InstanceArgs.Builder args =
        InstanceArgs.builder()
            .name(node.name())
            .flavorName(node.pool().flavor())
            // The metadata service accepts less user data, and every process on the node can read
            // it.
            .configDrive(true)
            .userData(userData)
            .networks(InstanceNetworkArgs.builder().port(port.id()).build())
            .schedulerHints(hints(node))
            .metadata(Map.of("cluster", plan.name().text(), "role", node.role().text()));
    boot(args, node.pool());
    portOf.put(node.name(), port);
    List<Resource> dependencies = new ArrayList<>(network.egressDependencies());
    node.serverGroup().map(lastInGroup::get).ifPresent(dependencies::add);
    Instance server =
        new Instance(
            node.name(),
            args.build(),
            options
                .dependsOn(dependencies)
                .ignoreChanges(FixedInputs.SERVER.toArray(String[]::new))
                .deleteBeforeReplace(true)
                .build());
    servers.add(server);
    node.serverGroup().ifPresent(group -> lastInGroup.put(group, server));
  }

  private void boot(InstanceArgs.Builder args, PoolPlan pool) {
    if (pool.bootVolume().isEmpty()) {
      String name = pool.image().name().text();
      pool.image().id().ifPresentOrElse(args::imageId, () -> args.imageName(name));
      return;
    }
    PoolPlan.BootVolume volume = pool.bootVolume().get();
    InstanceBlockDeviceArgs.Builder device =
        InstanceBlockDeviceArgs.builder()
            .uuid(imageId(pool.image()))
            .sourceType("image")
            .destinationType("volume")
            .volumeSize(volume.size())
            .bootIndex(0)
            .deleteOnTermination(true);
    volume.type().ifPresent(device::volumeType);
    args.blockDevices(device.build());
  }

  private Output<String> imageId(GlanceImage image) {
    return image
        .id()
        .map(Output::of)
        .orElseGet(
            () ->
                ImagesFunctions.getImage(
                        GetImageArgs.builder().name(image.name().text()).build(),
                        InvokeOptions.builder().parent(this).build())
                    .applyValue(GetImageResult::id));
  }
}
