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

/**
 * The Applications of an Ops Cluster's Argo CD that are not in their cluster as Git has them, or
 * not healthy. One that is new or has just been synced is not compared, and one whose workloads
 * still start is not a finding.
 */
public final class ArgoCdDrift {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> SCRIPTS =
      List.of("cluster-health.sh", "argocd-applications.sh");

  private static final String SYNCED = "Synced";
  private static final String HEALTHY = "Healthy";

  /** Suspended is what a person has set. */
  private static final List<String> ACCEPTED = List.of(HEALTHY, "Progressing", "Suspended");

  private ArgoCdDrift() {}

  /**
   * Asks the Kubernetes API of the Ops Cluster.
   *
   * @param bundle Talos' secrets bundle
   * @throws IOException with the reason, if the Applications cannot be read
   */
  public static List<Finding> of(ClusterPlan plan, String bundle, Instant now) throws IOException {
    String answer = BundleScript.run(BundleScript.environment(plan), bundle, SCRIPTS);
    return findings(plan, answer, now);
  }

  /** Returns up to two findings for each Application of a list. */
  static List<Finding> findings(ClusterPlan plan, String answer, Instant now) throws IOException {
    JsonNode items = JSON.readTree(answer).path("items");
    if (!items.isArray()) {
      throw new IOException("the response of the Kubernetes API has no list of Applications");
    }
    FixCommands fixes = new FixCommands(plan);
    FindingCollector findings = new FindingCollector();
    for (JsonNode item : items) {
      ArgoCdApplication one = new ArgoCdApplication(item);
      if (one.isSettled(now)) {
        compare(one, fixes.describeApplication(one.name()), findings);
      }
    }
    return findings.findings();
  }

  private static void compare(ArgoCdApplication one, String fix, FindingCollector findings) {
    String where = "Application " + one.name();
    if (!one.sync().equals(SYNCED)) {
      String actual = described(one.sync(), one.messages(), one.unsyncedResources());
      findings.add(DriftKind.UNSYNCED_APPLICATION, where, "", SYNCED, actual, fix);
    }
    if (!ACCEPTED.contains(one.health())) {
      String actual = described(one.health(), List.of(), one.unhealthyResources());
      findings.add(DriftKind.UNHEALTHY_APPLICATION, where, "", HEALTHY, actual, fix);
    }
  }

  private static String described(String status, List<String> messages, List<String> resources) {
    return Stream.of(Stream.of(status), messages.stream(), resources.stream())
        .flatMap(part -> part)
        .collect(Collectors.joining("\n"));
  }
}
