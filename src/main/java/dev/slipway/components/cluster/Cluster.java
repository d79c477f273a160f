package dev.slipway.components.cluster;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.ProviderArgs;
import com.pulumi.resources.ProviderResource;
import com.pulumi.resources.Resource;
import dev.slipway.components.Component;
import dev.slipway.components.network.OpenStackNetwork;
import dev.slipway.components.network.SecurityGroups;
import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.gitops.ArgoCdPlan;
import dev.slipway.plan.security.SecurityGroupPlan;
import java.util.ArrayList;
import java.util.List;

/** A Kubernetes cluster that answers: what both kinds of stack begin with. */
public final class Cluster extends Component {
  private final ClusterPlan plan;
  private final SecurityGroups groups;
  private final TalosSecrets talos;
  private final ClusterAccess access;
  private final Provider kubernetes;

  /** {@code providers}: of OpenStack and of commands. */
  public Cluster(
      ClusterPlan plan,
      List<SecurityGroupPlan> groupPlans,
      List<? extends ProviderResource> providers) {
    super("cluster:Cluster", plan.name().text(), providers);
    this.plan = plan;
    OpenStackNetwork network = new OpenStackNetwork(name(), plan.network(), this);
    this.groups = new SecurityGroups(name(), groupPlans, this);
    this.talos = new TalosSecrets(childName("talos"), plan, this);
    Servers servers = new Servers(name(), plan, network.refs(), groups, talos, this);
    this.access = new ClusterAccess(name(), plan, talos.talosconfig(), ready(servers), this);
    this.kubernetes = provider();
    finished();
  }

  /** Gives what others and people need to the stack's outputs. */
  public void export(StackOutputs outputs) {
    outputs.export("apiServer", Output.of(plan.endpoint().outerUrl()));
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
