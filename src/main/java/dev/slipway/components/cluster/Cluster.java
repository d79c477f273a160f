package dev.slipway.components.cluster;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.ProviderArgs;
import com.pulumi.resources.ProviderResource;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.components.network.ProjectNetwork;
import dev.slipway.components.network.SecurityGroups;
import dev.slipway.components.network.SharedNetwork;
import dev.slipway.plan.cluster.InlineManifest;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import java.util.ArrayList;
import java.util.List;

/** A Kubernetes cluster that answers: what both kinds of stack begin with. */
public final class Cluster extends Component {
  private final ClusterPlan plan;
  private final SecurityGroups groups;
  private final TalosSecrets talos;
  private final ClusterBootstrap access;
  private final Provider kubernetes;

  /**
   * Makes the cluster.
   *
   * @param cilium the pod network's manifest
   * @param providers of OpenStack and of commands
   */
  public Cluster(ClusterPlan plan, String cilium, List<? extends ProviderResource> providers) {
    super("cluster:Cluster", plan.name().text(), providers);
    this.plan = plan;
    ProjectNetwork.NetworkRefs network = network();
    this.groups = new SecurityGroups(name(), plan.securityGroups(), this);
    DefaultSecurityGroupCommand.clear(plan, child());
    this.talos = new TalosSecrets(childName("talos"), plan, InlineManifest.all(cilium), this);
    Servers servers = new Servers(name(), plan, network, groups, talos, this);
    List<Resource> ready = ready(servers);
    if (plan.endpoint() instanceof EndpointPlan.Octavia endpoint) {
      ready.addAll(new OctaviaLoadBalancer(name(), plan, endpoint, network, servers, this).all());
    }
    this.access = new ClusterBootstrap(name(), plan, talos.talosconfig(), ready, this);
    this.kubernetes = provider();
    complete();
  }

  /** Gives what others and people need to the stack's outputs. */
  public void export(StackOutputs outputs) {
    outputs.export("apiServer", Output.of(plan.endpoint().externalUrl()));
    outputs.export("addresses", Output.of(StackOutputs.addresses(plan)));
    outputs.export("securityGroups", StackOutputs.all(groups.ids()));
    outputs.export("certificateAuthority", StackOutputs.certificateAuthority(access.kubeconfig()));
    outputs.export("kubeconfig", access.kubeconfig().asSecret());
    outputs.export("talosconfig", talos.talosconfig().asSecret());
  }

  /** Speaks to this cluster's API server with the administrator's certificate. */
  public Provider kubernetes() {
    return kubernetes;
  }

  /** The cluster's own command, which clears the default security group, has no result. */
  @Override
  public boolean isReplaceable(String resource) {
    return DefaultSecurityGroupCommand.name(plan).equals(resource);
  }

  private ProjectNetwork.NetworkRefs network() {
    return plan.network()
        .router()
        .map(router -> new ProjectNetwork(name(), plan.network(), router, this).refs())
        .orElseGet(() -> new SharedNetwork(name(), plan.network(), this).refs());
  }

  private List<Resource> ready(Servers servers) {
    List<Resource> ready = new ArrayList<>(groups.rules());
    ready.addAll(servers.all());
    return ready;
  }

  private Provider provider() {
    ProviderArgs.Builder args = ProviderArgs.builder();
    // ArgoCD's release manifest leaves its objects' namespace to whoever applies it.
    plan.argocd().ifPresent(argocd -> args.namespace(ArgoCdPlan.NAMESPACE));
    return new Provider(
        childName("kubernetes"),
        args.kubeconfig(access.kubeconfig())
            // Its name, not its certificate, is what a cluster is: a rotation replaces nothing.
            .clusterIdentifier(plan.name().text())
            // A cluster that is gone must not stop its own destroy.
            .deleteUnreachable(true)
            .build(),
        child().dependsOn(access.healthy()).build());
  }
}
