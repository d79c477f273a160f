package dev.slipway.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.guard.BundleScript;
import dev.slipway.plan.model.ClusterPlan;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The Applications of an Ops Cluster's Argo CD that do not exist, are not in their cluster as Git
 * has them, or not healthy. A new one is not compared, the status of one that has just been synced
 * neither, and one whose workloads have started for less than an hour is not a finding.
 */
public final class ArgoCdDrift {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> SCRIPTS =
      List.of("cluster-health.sh", "argocd-applications.sh");

  private static final String SYNCED = "Synced";
  private static final String HEALTHY = "Healthy";

  private static final String PROGRESSING = "Progressing";

  /** Suspended is what a person has set. */
  private static final List<String> ACCEPTED = List.of(HEALTHY, PROGRESSING, "Suspended");

  private final FixCommands fixes;
  private final Instant now;
  private final FindingCollector findings = new FindingCollector();

  private ArgoCdDrift(ClusterPlan plan, Instant now) {
    this.fixes = new FixCommands(plan);
    this.now = now;
  }

  /**
   * Asks the Kubernetes API of the Ops Cluster.
   *
   * @param bundle Talos' secrets bundle
   * @param created names of the Applications that Slipway has created
   * @throws IOException with the reason, if the Applications cannot be read
   */
  public static List<Finding> of(ClusterPlan plan, String bundle, List<String> created, Instant now)
      throws IOException {
    String answer = BundleScript.run(BundleScript.environment(plan), bundle, SCRIPTS);
    return findings(plan, answer, created, now);
  }

  /** Returns up to two findings for each Application. */
  static List<Finding> findings(ClusterPlan plan, String answer, List<String> created, Instant now)
      throws IOException {
    JsonNode items = JSON.readTree(answer).path("items");
    if (!items.isArray()) {
      throw new IOException("the response of the Kubernetes API has no list of Applications");
    }
    ArgoCdDrift drift = new ArgoCdDrift(plan, now);
    List<ArgoCdApplication> all =
        StreamSupport.stream(items.spliterator(), false).map(ArgoCdApplication::new).toList();
    created.forEach(name -> drift.requireOneOf(all, name));
    all.stream().filter(one -> !one.isNew(now)).forEach(drift::compare);
    return drift.findings.findings();
  }

  private void requireOneOf(List<ArgoCdApplication> all, String name) {
    if (all.stream().noneMatch(one -> one.name().equals(name))) {
      findings.add(
          DriftKind.MISSING_APPLICATION,
          "Application " + name,
          "",
          "exists",
          "does not exist",
          fixes.pulumi());
    }
  }

  private void compare(ArgoCdApplication one) {
    if (isUnsynced(one)) {
      add(DriftKind.UNSYNCED_APPLICATION, one, SYNCED, unsynced(one));
    }
    if (isUnhealthy(one)) {
      Stream<String> actual =
          Stream.concat(Stream.of(one.health()), one.unhealthyResources().stream());
      add(DriftKind.UNHEALTHY_APPLICATION, one, HEALTHY, actual);
    }
  }

  private boolean isUnsynced(ArgoCdApplication one) {
    return one.isStale(now)
        || !one.messages().isEmpty()
        || (one.isSettled(now) && !one.sync().equals(SYNCED));
  }

  private Stream<String> unsynced(ArgoCdApplication one) {
    Stream<String> stale = one.isStale(now) ? Stream.of(one.compared()) : Stream.empty();
    return Stream.of(
            Stream.of(one.sync()), stale, one.messages().stream(), one.unsyncedResources().stream())
        .flatMap(part -> part);
  }

  /** An Application whose sync fights another controller is never settled, but has its health. */
  private boolean isUnhealthy(ArgoCdApplication one) {
    return one.health().equals(PROGRESSING)
        ? one.hasHealthSince(ArgoCdApplication.LONG, now)
        : !ACCEPTED.contains(one.health())
            && (isDone(one) || one.hasHealthSince(ArgoCdApplication.GRACE, now));
  }

  /** A sync that has failed is not followed by another state. */
  private boolean isDone(ArgoCdApplication one) {
    return one.isSettled(now) || one.isFailed();
  }

  private void add(DriftKind kind, ArgoCdApplication one, String expected, Stream<String> actual) {
    findings.add(
        kind,
        "Application " + one.name(),
        "",
        expected,
        actual.collect(Collectors.joining("\n")),
        fixes.describeApplication(one.name()));
  }
}
