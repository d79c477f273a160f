package dev.slipway.doctor;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The programs that commands and Pulumi's scripts start. */
final class Tools {
  /** The first versions with everything that the programs use; the lab runs newer ones. */
  private static final Version PULUMI = new Version(3, 200, 0);

  private static final Version OPENSSL = new Version(3, 0, 0);

  /** Besides these, scripts use what POSIX requires of every computer. */
  private static final List<String> PLAIN =
      List.of("java", "bash", "awk", "base64", "sha256sum", "timeout");

  private Tools() {}

  /** Returns the checks for the versions of these clusters; without a cluster, for any version. */
  static List<Finding> check(Computer computer, List<ClusterPlan> clusters) {
    List<Finding> findings = new ArrayList<>();
    Stream.of(pulumi(), kubectl(clusters), talosctl(clusters), openssl())
        .map(tool -> tool.check(computer))
        .forEach(findings::add);
    PLAIN.stream().map(name -> plain(computer, name)).forEach(findings::add);
    return findings;
  }

  private static Tool pulumi() {
    return new Tool(
        "pulumi",
        "runs the programs",
        List.of("pulumi", "version"),
        version -> version.compareTo(PULUMI) >= 0,
        PULUMI + " or newer",
        "https://www.pulumi.com/docs/install/");
  }

  /**
   * Kubernetes' version skew policy: kubectl may differ from an API server by one minor version.
   */
  private static Tool kubectl(List<ClusterPlan> clusters) {
    List<Version> servers = clusters.stream().map(ClusterPlan::kubernetes).distinct().toList();
    return new Tool(
        "kubectl",
        "scripts configure clusters with it",
        List.of("kubectl", "version", "--client"),
        version -> servers.stream().allMatch(one -> Math.abs(one.minor() - version.minor()) <= 1),
        servers.isEmpty()
            ? "any version"
            : "a version within one minor version of Kubernetes " + newest(servers),
        "https://kubernetes.io/releases/download/");
  }

  /** An older talosctl does not have the documents of a newer Talos. */
  private static Tool talosctl(List<ClusterPlan> clusters) {
    List<Version> nodes = clusters.stream().map(one -> one.talos().version()).distinct().toList();
    return new Tool(
        "talosctl",
        "scripts configure machines with it",
        List.of("talosctl", "version", "--client"),
        version -> nodes.stream().allMatch(one -> version.minor() >= one.minor()),
        nodes.isEmpty() ? "any version" : newest(nodes) + " or newer",
        "https://github.com/siderolabs/talos/releases");
  }

  private static Tool openssl() {
    return new Tool(
        "openssl",
        "scripts sign certificates with it",
        List.of("openssl", "version"),
        version -> version.compareTo(OPENSSL) >= 0,
        OPENSSL + " or newer",
        "from the system's packages");
  }

  private static Finding plain(Computer computer, String name) {
    return computer.hasProgram(name)
        ? Finding.ok(name, "scripts use it")
        : Finding.lack(
            name, "is not in PATH; scripts use it", "install it from the system's packages");
  }

  private static Version newest(List<Version> versions) {
    return versions.stream().max(Comparator.naturalOrder()).orElseThrow();
  }
}
