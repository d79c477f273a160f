package dev.slipway.config;

import dev.slipway.value.Environment;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Problem;
import dev.slipway.value.StackKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the values of one stack file must be to each other. */
final class StackFileRules {
  private final StackFile file;
  private final StackConfig config;
  private final List<Problem> problems = new ArrayList<>();

  private StackFileRules(StackFile file) {
    this.file = file;
    this.config = file.config();
  }

  static List<Problem> validate(StackFile file) {
    StackFileRules rules = new StackFileRules(file);
    rules.name();
    rules.controlPlane();
    rules.prefix();
    rules.endpoint();
    rules.adminPrefixes();
    rules.versions();
    rules.gitops();
    return rules.problems;
  }

  private void name() {
    String environment = config.environment().text();
    boolean ops = config.kind() == StackKind.OPS_CLUSTER;
    String expected = ops ? environment : environment + "-" + config.datacenter();
    if (!file.stack().text().equals(expected)) {
      refuse(
          "environment",
          "kind "
              + config.kind().text()
              + ", environment "
              + environment
              + " and datacenter "
              + config.datacenter()
              + " belong into "
              + expected
              + ".yaml; rename the file or"
              + " correct the keys");
    }
    String cloud = config.cloud().text();
    if (Arrays.stream(Environment.values()).noneMatch(one -> one.occursIn(cloud))) {
      refuse("cloud", "\"" + cloud + "\" names no environment; name an entry such as " + expected);
    }
  }

  private void controlPlane() {
    int count = config.controlPlane().count();
    boolean one = count == 1 && !config.environment().isProduction();
    if (count != 3 && count != 5 && !one) {
      String allowed = config.environment().isProduction() ? "3 or 5" : "1, 3 or 5";
      refuse(
          "controlPlane.count",
          count + " is not allowed; expected " + allowed + ": etcd needs a majority");
    }
  }

  private void prefix() {
    if (!hasUsablePrefix(config.network())) {
      refuse(
          "network.cidr",
          config.network().cidr()
              + " is not allowed; expected an IPv4 prefix of length /"
              + config.network().kind().maxPrefixLength()
              + " or shorter");
    }
  }

  /** A prefix that is refused itself has no places to speak of. */
  static boolean hasUsablePrefix(NetworkConfig network) {
    IpPrefix prefix = network.cidr();
    return prefix.version() == 4 && prefix.length() <= network.kind().maxPrefixLength();
  }

  private void endpoint() {
    IpPrefix prefix = config.network().cidr();
    IpAddress address = config.endpoint().address();
    if (!prefix.contains(address)) {
      refuse("endpoint.address", address + " is outside network.cidr " + prefix);
    }
    Integer servers = config.endpoint().replicas();
    if (servers != null && (servers < 1 || servers > 2)) {
      refuse("endpoint.replicas", servers + " is not allowed; expected 1 or 2");
    }
  }

  private void adminPrefixes() {
    List<IpPrefix> prefixes = config.access().adminPrefixes();
    for (int i = 0; i < prefixes.size(); i++) {
      if (prefixes.get(i).length() == 0) {
        refuse(
            "access.adminPrefixes[" + i + "]",
            prefixes.get(i) + " is everybody; name the jump hosts' prefixes");
      }
    }
  }

  private void versions() {
    if (!config.talos().supports(config.kubernetes())) {
      refuse(
          "kubernetes",
          config.kubernetes()
              + " does not run on Talos "
              + config.talos()
              + "; it supports "
              + config.talos().supportedKubernetes());
    }
  }

  private void gitops() {
    boolean ops = config.kind() == StackKind.OPS_CLUSTER;
    if (ops && config.gitops() == null) {
      refuse("gitops", "is missing; an OpsCluster says what its ArgoCD is and syncs");
    } else if (!ops && config.gitops() != null) {
      refuse("gitops", "belongs to the OpsCluster of the environment alone; remove it here");
    }
  }

  private void refuse(String key, String message) {
    problems.add(file.problem(key, message));
  }
}
