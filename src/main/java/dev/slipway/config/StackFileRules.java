package dev.slipway.config;

import dev.slipway.value.Environment;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.StackKind;
import dev.slipway.value.TalosVersion;
import java.util.Arrays;

/** Validates the values of one stack file against each other. */
final class StackFileRules {
  private final StackFile file;
  private final StackConfig config;
  private final ProblemCollector problems;

  StackFileRules(StackFile file, ProblemCollector problems) {
    this.file = file;
    this.config = file.config();
    this.problems = problems;
  }

  void validate() {
    fileName();
    controlPlane();
    cidr();
    endpoint();
    new AdminPrefixRules(file, problems).validate();
    new EgressRules(file, problems).validate();
    new ImageRules(file, problems).validate();
    new UrlPortRules(file, problems).validate();
    new DiskEncryptionRules(file).validate(problems);
    new AuditLogRules(file, problems).validate();
    versions();
    gitops();
    new ClusterRangeRules(file).validate(problems);
    new IdentityRules(problems).validate(file);
    new GitOpsRules(problems).validate(file);
    new WorkerPoolRules(file, problems).validate();
  }

  private void fileName() {
    String environment = config.environment().text();
    boolean ops = config.kind() == StackKind.OPS_CLUSTER;
    String expected = ops ? environment : environment + "-" + config.datacenter();
    if (!file.stack().text().equals(expected)) {
      problems.add(
          file,
          "environment",
          ("kind %s, environment %s and datacenter %s belong in %s.yaml; rename the file or "
                  + "correct the keys")
              .formatted(config.kind().text(), environment, config.datacenter(), expected));
    }
    String cloud = config.cloud().text();
    if (Arrays.stream(Environment.values()).noneMatch(one -> one.occursIn(cloud))) {
      problems.add(
          file,
          "cloud",
          "\"%s\" contains no environment; use an entry of clouds.yaml such as %s"
              .formatted(cloud, expected));
    }
  }

  private void controlPlane() {
    int count = config.controlPlane().count();
    boolean production = config.environment().isProduction();
    boolean single = count == 1 && !production;
    if (count != 3 && count != 5 && !single) {
      problems.add(
          file,
          "controlPlane.count",
          ("%d is not a valid number of control-plane nodes; expected %s, because etcd "
                  + "needs a majority")
              .formatted(count, production ? "3 or 5" : "1, 3 or 5"));
    }
  }

  private void cidr() {
    if (!hasUsablePrefix(config.network())) {
      problems.add(
          file,
          "network.cidr",
          "%s is not allowed; expected an IPv4 prefix of length /%d or shorter"
              .formatted(config.network().cidr(), config.network().kind().maxPrefixLength()));
    }
  }

  /** Returns whether the network's CIDR is valid, so that addresses in it can be checked. */
  static boolean hasUsablePrefix(NetworkConfig network) {
    IpPrefix prefix = network.cidr();
    return prefix.version() == 4 && prefix.length() <= network.kind().maxPrefixLength();
  }

  private void endpoint() {
    IpPrefix prefix = config.network().cidr();
    IpAddress address = config.endpoint().address();
    if (!prefix.contains(address)) {
      problems.add(
          file,
          "endpoint.address",
          "%s is outside network.cidr %s; choose an address inside it".formatted(address, prefix));
    }
    Integer replicas = config.endpoint().replicas();
    if (replicas != null && (replicas < 1 || replicas > 2)) {
      problems.add(
          file,
          "endpoint.replicas",
          "%d is not a valid number of HAProxy servers; expected 1 or 2".formatted(replicas));
    }
  }

  private void versions() {
    if (config.kubernetes().compareTo(TalosVersion.OLDEST_KUBERNETES) < 0) {
      problems.add(
          file,
          "kubernetes",
          ("%s is older than %s, the first version that reads the API server's "
                  + "AuthenticationConfiguration of apiserver.config.k8s.io/v1; expected %s with "
                  + "Talos %s")
              .formatted(
                  config.kubernetes(),
                  TalosVersion.OLDEST_KUBERNETES,
                  config.talos().supportedKubernetes(),
                  config.talos()));
    } else if (!config.talos().supports(config.kubernetes())) {
      problems.add(
          file,
          "kubernetes",
          "%s is not supported by Talos %s; expected %s"
              .formatted(
                  config.kubernetes(), config.talos(), config.talos().supportedKubernetes()));
    }
  }

  private void gitops() {
    boolean ops = config.kind() == StackKind.OPS_CLUSTER;
    if (ops && config.gitops() == null) {
      problems.add(
          file, "gitops", "is missing; kind OpsCluster requires it, because Argo CD runs there");
    } else if (!ops && config.gitops() != null) {
      problems.add(file, "gitops", "is only allowed with kind OpsCluster; remove it");
    }
  }
}
