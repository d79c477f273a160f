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
import dev.slipway.document.Json;
import dev.slipway.plan.cluster.HaproxyConfig;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.PoolPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Every server of a cluster, each with a port of its own whose address the plan chose. */
public final class Servers extends Component {
  private final ClusterPlan plan;
  private final ProjectNetwork.NetworkRefs network;
  private final Ports ports;
  private final Map<String, Port> portOf = new HashMap<>();
  private final List<Instance> servers = new ArrayList<>();
  private final Map<String, ServerGroup> apart = new HashMap<>();

  /** Nova places servers that come at once on one host, sees it too late, and gives one up. */
  private final Map<String, Instance> lastOf = new HashMap<>();

  /** Makes the control plane, the workers and the HAProxy servers. */
  public Servers(
      String name,
      ClusterPlan plan,
      ProjectNetwork.NetworkRefs network,
      SecurityGroups groups,
      TalosSecrets talos,
      Component parent) {
    super("cluster:Servers", name, parent, List.of());
    this.plan = plan;
    this.network = network;
    this.ports = new Ports(plan, network, groups, this::child);
    plan.nodes().forEach(node -> talosNode(node, talos));
    loadBalancers();
    complete();
  }

  /** What must run before the cluster is bootstrapped. */
  public List<Instance> all() {
    return List.copyOf(servers);
  }

  /** The port of one of them. */
  public Port port(ServerPlan node) {
    return Objects.requireNonNull(portOf.get(node.name()), node.name());
  }

  /** Workers and HAProxy servers have no data; the control plane has etcd. */
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
        .map(name -> apart.computeIfAbsent(name, this::antiAffinity))
        .map(group -> InstanceSchedulerHintArgs.builder().group(group.id()).build())
        .toList();
  }

  private ServerGroup antiAffinity(String group) {
    return new ServerGroup(
        group,
        // Hard: two members of etcd on one hypervisor are one failure away from no majority.
        ServerGroupArgs.builder().name(group).policies("anti-affinity").build(),
        child().build());
  }

  private void loadBalancers() {
    Port endpoint = plan.endpoint() instanceof EndpointPlan.HaproxyPair ? ports.ofEndpoint() : null;
    for (ServerPlan node : plan.endpoint().servers()) {
      Port port = ports.of(node);
      endpoint = endpoint == null ? port : endpoint;
      String userData = Json.cloudConfig(HaproxyConfig.cloudConfig(plan, node));
      server(node, port, Output.of(userData), child());
    }
    if (endpoint != null) {
      EndpointFloatingIp.attach(childName("floating-ip"), plan, endpoint.id(), network, child());
    }
  }

  private void server(
      ServerPlan node, Port port, Output<String> userData, CustomResourceOptions.Builder options) {
    InstanceArgs.Builder args =
        InstanceArgs.builder()
            .name(node.name())
            .flavorName(node.pool().flavor())
            // The metadata service takes less user data and is a way in; a config drive is not.
            .configDrive(true)
            .userData(userData)
            .networks(InstanceNetworkArgs.builder().port(port.id()).build())
            .schedulerHints(hints(node))
            .metadata(Map.of("cluster", plan.name().text(), "role", node.role().text()));
    boot(args, node.pool());
    portOf.put(node.name(), port);
    List<Resource> before = new ArrayList<>(network.egressDependencies());
    node.serverGroup().map(lastOf::get).ifPresent(before::add);
    Instance server =
        new Instance(
            node.name(), args.build(), options.dependsOn(before).deleteBeforeReplace(true).build());
    servers.add(server);
    node.serverGroup().ifPresent(group -> lastOf.put(group, server));
  }

  private void boot(InstanceArgs.Builder args, PoolPlan pool) {
    if (pool.bootVolume().isEmpty()) {
      args.imageName(pool.image());
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

  private Output<String> imageId(String image) {
    return ImagesFunctions.getImage(
            GetImageArgs.builder().name(image).mostRecent(true).build(),
            InvokeOptions.builder().parent(this).build())
        .applyValue(GetImageResult::id);
  }
}
