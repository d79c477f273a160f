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
import dev.slipway.credentials.Kubeconfig;
import dev.slipway.credentials.SecretsBundle;
import dev.slipway.plan.cluster.InlineManifest;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A Kubernetes cluster with its network, security groups, servers and endpoint; every stack has
 * one.
 */
public final class Cluster extends Component {
  private final ClusterPlan plan;
  private final SecurityGroups groups;
  private final TalosSecrets talos;
  private final Output<String> kubeconfig;
  private final MachineCommands machines;
  private final Provider kubernetes;

  /**
   * Creates the cluster.
   *
   * @param cilium the pod network's manifest
   * @param bundleCheck a check of the secrets bundle before anything receives it; throws to stop
   *     the program
   * @param providers the OpenStack provider and the command provider
   */
  public Cluster(
      ClusterPlan plan,
      String cilium,
      Consumer<Output<String>> bundleCheck,
      List<? extends ProviderResource> providers) {
    super("cluster:Cluster", plan.name().text(), providers);
    this.plan = plan;
    ProjectNetwork.NetworkRefs network = network();
    this.groups = new SecurityGroups(name(), plan.securityGroups(), this);
    DefaultSecurityGroupCommand.clear(plan, child());
    this.talos =
        new TalosSecrets(childName("talos"), plan, InlineManifest.all(cilium), bundleCheck, this);
    Optional<LoadBalancerAuthority> authority = loadBalancerAuthority();
    Servers servers = new Servers(name(), plan, network, groups, talos, authority, this);
    List<Resource> ready = ready(servers);
    if (plan.endpoint() instanceof EndpointPlan.Octavia endpoint) {
      ready.addAll(new OctaviaLoadBalancer(name(), plan, endpoint, network, servers, this).path());
    }
    ClusterBootstrap bootstrap = new ClusterBootstrap(name(), plan, talos, ready, this);
    this.machines =
        new MachineCommands(
            childName("machines"), plan, talos, servers, bootstrap.bootstrap(), this);
    this.kubeconfig = pluginKubeconfig();
    authority.ifPresent(
        one ->
            new LoadBalancerNodes(
                loadBalancersName(), plan, one, List.of(machines.healthy()), this));
    this.kubernetes = provider();
    complete();
  }

  /** Exports what other stacks and users need. */
  public void export(StackOutputs outputs) {
    outputs.export("apiServer", Output.of(plan.endpoint().externalUrl()));
    outputs.export("addresses", Output.of(StackOutputs.addresses(plan)));
    outputs.export("securityGroups", StackOutputs.all(groups.ids()));
    outputs.exportRenamed("certificateAuthority", "certificateAuthorityPem", authority());
    outputs.export("kubeconfig", kubeconfig);
  }

  /** Returns the certificate of the authority of the cluster's API. */
  public Output<String> authority() {
    return talos.bundle().applyValue(SecretsBundle::kubernetesAuthorityPem).asPlaintext();
  }

  /** Returns the cluster's secrets bundle; secret. */
  public Output<String> bundle() {
    return talos.bundle();
  }

  /** Returns the kubeconfig of the provider, which contains no secret. */
  public Output<String> kubeconfig() {
    return kubeconfig;
  }

  /**
   * Returns the Kubernetes provider of this cluster; it has the permissions of an administrator.
   */
  public Provider kubernetes() {
    return kubernetes;
  }

  /** Returns true for the command that clears the default security group: it has no output. */
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

  private Optional<LoadBalancerAuthority> loadBalancerAuthority() {
    return plan.endpoint() instanceof EndpointPlan.Haproxy
        ? Optional.of(new LoadBalancerAuthority(loadBalancersName(), plan, this))
        : Optional.empty();
  }

  private String loadBalancersName() {
    return childName("load-balancers");
  }

  private List<Resource> ready(Servers servers) {
    List<Resource> ready = new ArrayList<>(groups.rules());
    ready.addAll(servers.all());
    return ready;
  }

  /** Returns a kubeconfig without a secret, the same at each run; docs/adr/0017. */
  private Output<String> pluginKubeconfig() {
    String server = plan.endpoint().externalUrl();
    return talos
        .bundle()
        .applyValue(SecretsBundle::kubernetesAuthorityPem)
        .applyValue(pem -> new Kubeconfig(plan.name().text(), server, pem).withPlugin())
        .asPlaintext();
  }

  /**
   * Returns the provider of the objects in this cluster. It does not set {@code deleteUnreachable},
   * which would also act on a refresh; the environment variable of a destroy can set it.
   */
  private Provider provider() {
    ProviderArgs.Builder args = ProviderArgs.builder();
    // The objects in Argo CD's release manifest have no namespace.
    plan.argocd().ifPresent(argocd -> args.namespace(ArgoCdPlan.NAMESPACE));
    return new Provider(
        childName("kubernetes"),
        // The name identifies the cluster, so another kubeconfig replaces no object.
        args.kubeconfig(kubeconfig).clusterIdentifier(plan.name().text()).build(),
        child().dependsOn(machines.healthy()).build());
  }
}
