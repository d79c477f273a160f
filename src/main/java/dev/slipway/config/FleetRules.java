package dev.slipway.config;

import dev.slipway.value.Environment;
import dev.slipway.value.IpAddress;
import dev.slipway.value.Problem;
import dev.slipway.value.StackKind;
import dev.slipway.value.Version;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Validates the stack files of a fleet against each other, in time linear in their number. */
final class FleetRules {
  /** Allowed difference of Kubernetes minor versions between an Ops Cluster and its clusters. */
  private static final int MAX_MINOR_SKEW = 1;

  private static final List<Environment> REQUIRED =
      List.of(Environment.STAGING, Environment.PRODUCTION);

  private static final String ABSENT =
      "is missing; staging and production are in one folder, because their files are compared with"
          + " each other; add the file, or name another folder with --stacks or SLIPWAY_STACKS;"
          + " while the fleet has no production, set onlyEnvironment: true in staging.yaml";

  private final Path folder;
  private final List<StackFile> files;
  private final List<Path> paths;
  private final Map<String, StackFile> byName = new HashMap<>();
  private final ProblemCollector problems;

  /** Creates the rules. {@code paths} are all stack files, also those that cannot be read. */
  FleetRules(Path folder, List<StackFile> files, List<Path> paths, ProblemCollector problems) {
    this.folder = folder;
    this.files = files;
    this.paths = paths;
    this.problems = problems;
    files.forEach(file -> byName.put(file.stack().text(), file));
  }

  void validate() {
    requireOpsClusters();
    requireUnique("cloud", file -> file.config().cloud());
    requireUnique("project.id", file -> file.config().project().id());
    requireUnique("endpoint.dnsName", file -> file.config().endpoint().dnsName());
    requireUnique("network.routerId", file -> file.config().network().routerId());
    requireUnique("endpoint.floatingIpId", file -> file.config().endpoint().floatingIpId());
    requireUniqueExternalAddresses();
    files.forEach(this::versions);
    files.forEach(this::requireReachableByArgoCd);
    new GitOpsRules(problems).validate(files);
    new OnlyEnvironmentRules(paths, problems).validate(files);
  }

  private void requireOpsClusters() {
    Set<String> names = new HashSet<>();
    paths.forEach(path -> names.add(path.getFileName().toString()));
    // A fleet of testing alone has nothing to compare with.
    boolean isAlone =
        names.stream().allMatch(name -> OnlyEnvironmentRules.isNamed(name, Environment.TESTING))
            || OnlyEnvironmentRules.areDeclaredOrUnreadable(files, names);
    REQUIRED.stream()
        .map(environment -> environment.text() + ".yaml")
        .filter(ops -> !isAlone && !names.contains(ops))
        .forEach(ops -> problems.add(new Problem(folder.resolve(ops), 0, "", ABSENT)));
    for (StackFile file : files) {
      String ops = file.config().environment().text() + ".yaml";
      if (!REQUIRED.contains(file.config().environment())
          && file.config().kind() == StackKind.MANAGEMENT_CLUSTER
          && !names.contains(ops)) {
        problems.add(
            file,
            "environment",
            ("the Ops Cluster of this environment is missing; add %s, because every "
                    + "Management Cluster is registered there")
                .formatted(ops));
      }
    }
  }

  private <T> void requireUnique(String key, Function<StackFile, @Nullable T> value) {
    Map<T, StackFile> owners = new HashMap<>();
    for (StackFile file : files) {
      T set = value.apply(file);
      if (set != null) {
        requireUnique(owners, key, set, file);
      }
    }
  }

  /** A floating IP must also differ from every router's address. */
  private void requireUniqueExternalAddresses() {
    Map<IpAddress, StackFile> owners = new HashMap<>();
    for (StackFile file : files) {
      file.externalAddresses().forEach((key, address) -> requireUnique(owners, key, address, file));
    }
  }

  private <T> void requireUnique(Map<T, StackFile> owners, String key, T value, StackFile file) {
    StackFile owner = owners.putIfAbsent(value, file);
    if (owner != null) {
      problems.add(
          file,
          key,
          "\"%s\" is also set in %s; choose a value that no other stack uses"
              .formatted(value, owner.path()));
    }
  }

  private void versions(StackFile file) {
    StackFile ops = byName.get(file.config().environment().text());
    if (ops != null) {
      Version here = file.config().kubernetes();
      Version there = ops.config().kubernetes();
      if (Math.abs(here.minor() - there.minor()) > MAX_MINOR_SKEW) {
        problems.add(
            file,
            "kubernetes",
            ("%s is more than one minor version from %s of %s; upgrade all clusters of the "
                    + "environment one minor version at a time")
                .formatted(here, there, ops.path()));
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
      problems.add(
          file,
          file.config().endpoint().externalAddressKey(),
          ("%s is in none of gitops.clusterCidrs of %s, so Argo CD cannot reach it; choose "
                  + "an address in one of them")
              .formatted(api, ops.path()));
    }
  }

  private void requireTestedInStaging(
      StackFile file, String key, Function<StackConfig, Version> version) {
    String production = Environment.PRODUCTION.text();
    String staging = file.stack().text().replaceFirst(production, Environment.STAGING.text());
    StackFile counterpart = byName.get(staging);
    if (!file.config().environment().isProduction() || counterpart == null) {
      return;
    }
    Version here = version.apply(file.config());
    Version tested = version.apply(counterpart.config());
    if (tested.compareTo(here) < 0) {
      problems.add(
          file,
          key,
          "%s was not tested in staging: %s has %s; upgrade that first"
              .formatted(here, counterpart.path(), tested));
    }
  }
}
