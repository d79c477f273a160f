package dev.slipway.drift;

import dev.slipway.guard.BundleScript;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.Traffic;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the members of etcd, the API servers and the Nodes of a running cluster with its plan.
 * No fix deletes a planned server.
 */
public final class ClusterDrift {
  private static final String EXPECTED = "the planned etcd members, API servers and Nodes, healthy";

  private static final List<String> SCRIPTS = List.of("cluster-health.sh", "cluster-drift.sh");

  private static final int CONNECT_MILLIS = 5_000;

  private ClusterDrift() {}

  /**
   * Asks the cluster's Talos API and its API servers.
   *
   * @param bundle Talos' secrets bundle
   * @param servers what differs of the servers; problems of these servers follow from it
   */
  public static List<Finding> of(ClusterPlan plan, String bundle, List<Finding> servers)
      throws IOException {
    Optional<String> unreachable = unreachable(plan);
    String problems =
        unreachable.isPresent()
            ? unreachable.get()
            : BundleScript.run(BundleScript.environment(plan), bundle, SCRIPTS);
    return findings(plan, problems, servers);
  }

  /** Returns one finding for each server with problems, and one for the whole cluster. */
  static List<Finding> findings(ClusterPlan plan, String problems, List<Finding> servers) {
    FixCommands fixes = new FixCommands(plan);
    FindingCollector findings = new FindingCollector();
    byMachine(plan, problems)
        .forEach(
            (machine, texts) -> {
              Optional<ServerPlan> server = server(plan, machine);
              String where = server.map(one -> "server " + one.name()).orElse("cluster " + machine);
              if (servers.stream().noneMatch(one -> one.where().equals(where))) {
                findings.add(
                    DriftKind.UNHEALTHY_CLUSTER,
                    where,
                    "",
                    EXPECTED,
                    texts,
                    server.isPresent() ? fixes.consoleLog(machine) : fixes.repairCluster());
              }
            });
    return findings.findings();
  }

  /** Returns the texts by the name before the colon; an indented line is of no single machine. */
  private static Map<String, String> byMachine(ClusterPlan plan, String problems) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String line : problems.lines().toList()) {
      int end = line.startsWith(" ") ? -1 : line.indexOf(": ");
      String machine = end < 0 ? plan.name().text() : line.substring(0, end);
      String text = end < 0 ? line.strip() : line.substring(end + 2);
      texts.merge(machine, text, (one, two) -> one + "\n" + two);
    }
    return texts;
  }

  private static Optional<ServerPlan> server(ClusterPlan plan, String name) {
    return plan.servers().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** Returns why nothing can be asked; without it each question would wait for its time limit. */
  private static Optional<String> unreachable(ClusterPlan plan) {
    InetSocketAddress endpoint =
        new InetSocketAddress(
            plan.endpoint().externalAddress().toString(), Traffic.TALOS_API.first());
    try (Socket socket = new Socket()) {
      socket.connect(endpoint, CONNECT_MILLIS);
      return Optional.empty();
    } catch (IOException refused) {
      return Optional.of(
          "%s: the Talos API does not answer at %s: %s"
              .formatted(plan.name(), endpoint, refused.getMessage()));
    }
  }
}
