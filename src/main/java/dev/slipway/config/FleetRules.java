package dev.slipway.config;

import dev.slipway.value.Environment;
import dev.slipway.value.IpAddress;
import dev.slipway.value.Problem;
import dev.slipway.value.StackKind;
import dev.slipway.value.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What the stack files of a fleet must be to each other. Time grows with the number of files. */
final class FleetRules {
  /** Of Kubernetes, between an Ops Cluster and what its ArgoCD and operators speak to. */
  private static final int WIDEST_SKEW = 1;

  private final List<StackFile> files;
  private final Map<String, StackFile> byName = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private FleetRules(List<StackFile> files) {
    this.files = files;
    files.forEach(file -> byName.put(file.stack().text(), file));
  }

  /** {@code paths}: every stack file, also those that could not be read. */
  static List<Problem> validate(List<StackFile> files, List<Path> paths) {
    FleetRules rules = new FleetRules(files);
    rules.opsClusters(paths);
    rules.requireUnique("cloud", file -> file.config().cloud());
    rules.requireUnique("endpoint.dnsName", file -> file.config().endpoint().dnsName());
    rules.externalAddresses();
    files.forEach(rules::versions);
    files.forEach(rules::requireReachableByArgoCd);
    rules.problems.addAll(OverlapRules.validate(files));
    return rules.problems;
  }

  private void opsClusters(List<Path> paths) {
    Set<String> names = new HashSet<>();
    paths.forEach(path -> names.add(path.getFileName().toString()));
    for (StackFile file : files) {
      String ops = file.config().environment().text() + ".yaml";
      if (file.config().kind() == StackKind.MANAGEMENT_CLUSTER && !names.contains(ops)) {
        refuse(
            file,
            "environment",
            "the Ops Cluster of this environment is missing; add "
                + ops
                + ": every Management Cluster is registered there");
      }
    }
  }

  private <T> void requireUnique(String key, Function<StackFile, T> value) {
    Map<T, StackFile> owners = new HashMap<>();
    files.forEach(file -> requireUnique(owners, key, value.apply(file), file));
  }

  /** Whichever key it stands at: a floating IP cannot be a router's address too. */
  private void externalAddresses() {
    Map<IpAddress, StackFile> owners = new HashMap<>();
    for (StackFile file : files) {
      file.externalAddresses().forEach((key, address) -> requireUnique(owners, key, address, file));
    }
  }

  private <T> void requireUnique(Map<T, StackFile> owners, String key, T value, StackFile file) {
    StackFile owner = owners.putIfAbsent(value, file);
    if (owner != null) {
      refuse(
          file,
          key,
          "\"" + value + "\" stands in " + owner.path() + " too; it must be this stack's own");
    }
  }

  private void versions(StackFile file) {
    StackFile ops = byName.get(file.config().environment().text());
    if (ops != null) {
      Version here = file.config().kubernetes();
      Version there = ops.config().kubernetes();
      if (Math.abs(here.minor() - there.minor()) > WIDEST_SKEW) {
        refuse(
            file,
            "kubernetes",
            here
                + " is more than one minor version from "
                + there
                + " of "
                + ops.path()
                + "; go one minor version at a time, all clusters of the environment");
      }
    }
    requireTestedInStaging(file, "kubernetes", config -> config.kubernetes());
    requireTestedInStaging(file, "talos", config -> config.talos().version());
    requireTestedInStaging(file, "cilium.version", config -> config.cilium().version());
  }

  private void requireReachableByArgoCd(StackFile file) {
    StackFile ops = byName.get(file.config().environment().text());
    if (file.config().kind() == StackKind.OPS_CLUSTER || ops == null) {
      return;
    }
    GitOpsConfig gitops = ops.config().gitops();
    IpAddress api = file.config().endpoint().externalAddress();
    if (gitops != null
        && gitops.clusterCidrs().stream().noneMatch(prefix -> prefix.contains(api))) {
      refuse(
          file,
          file.config().endpoint().externalAddressKey(),
          api
              + " is in none of gitops.clusterCidrs of "
              + ops.path()
              + ", so ArgoCD would not reach it; choose an address there");
    }
  }

  private void requireTestedInStaging(
      StackFile file, String key, Function<StackConfig, Version> version) {
    String production = Environment.PRODUCTION.text();
    String staging = file.stack().text().replaceFirst(production, Environment.STAGING.text());
    StackFile before = byName.get(staging);
    if (!file.config().environment().isProduction() || before == null) {
      return;
    }
    Version here = version.apply(file.config());
    Version tried = version.apply(before.config());
    if (tried.compareTo(here) < 0) {
      refuse(
          file,
          key,
          here
              + " was not tried before: "
              + before.path()
              + " has "
              + tried
              + "; raise that first");
    }
  }

  private void refuse(StackFile file, String key, String message) {
    problems.add(file.problem(key, message));
  }
}
