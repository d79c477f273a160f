package dev.slipway.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.document.Json;
import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.cluster.NodePlan;
import dev.slipway.value.StackKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clusters of which only that exists which packets meet: networks, security groups and ports, made
 * by the shipped programs. Their servers are network namespaces in which nothing runs.
 */
final class Segments {
  /** What is made of a stack: everything of Neutron's, and the default group emptied. */
  private static final String TARGETS =
      String.join(
          " --target ",
          "",
          "'**:Cluster::*'",
          "'**:OpenStackNetwork::*'",
          "'**:SecurityGroups::*'",
          "'**:Servers::*'",
          "'**openstack:networking/**'",
          "'**-default-group'");

  /** A Management Cluster asks its Ops stack for an output that only a whole cluster has. */
  private static final String OPS_STATE =
      """
      {"version": 3, "deployment": {"resources": [{
        "urn": "urn:pulumi:%1$s::slipway::pulumi:pulumi:Stack::slipway-%1$s",
        "type": "pulumi:pulumi:Stack", "custom": false,
        "outputs": {"registrarKubeconfig": "kind: Config"}}]}}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 3;

  private Segments() {}

  /** Makes them, and plugs every server's port. */
  static void bringUp(List<ClusterPlan> clusters) {
    clusters.stream().map(ClusterPlan::opsStack).distinct().forEach(Segments::pretend);
    together(clusters, StackKind.MANAGEMENT_CLUSTER);
    together(clusters, StackKind.OPS_CLUSTER);
    List<String> servers =
        clusters.stream().flatMap(one -> one.servers().stream()).map(NodePlan::name).toList();
    Lab.shell("python3 lab/probe/segments.py bind '" + Json.write(servers) + "'").orFail("bind");
  }

  private static void pretend(String ops) {
    Lab.selectStack(ops);
    String file = Lab.secretFile("ops-state.json", OPS_STATE.formatted(ops)).toString();
    Lab.pulumi(ops, "stack import --force --file " + file).orFail("import");
  }

  private static void together(List<ClusterPlan> clusters, StackKind kind) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    List<Future<?>> ups = new ArrayList<>();
    clusters.stream()
        .filter(cluster -> cluster.kind() == kind)
        .map(cluster -> cluster.name().text())
        .forEach(stack -> ups.add(threads.submit(() -> up(stack, Map.of()))));
    threads.shutdown();
    ups.forEach(Segments::await);
  }

  /** {@code pulumi up} of Neutron's part; {@code environment} may name other stack files. */
  static String up(String stack, Map<String, String> environment) {
    Lab.selectStack(stack);
    return Lab.pulumi(stack, "up --yes --skip-preview --refresh" + TARGETS, environment)
        .orFail("up of " + stack);
  }

  /** What OVN's logical flows and the wire say of each packet. */
  static Map<Integer, Answer> ask(List<Packet> packets) {
    String file = file("packets.json", packets.stream().map(Packet::row).toList());
    String said = Lab.shell("python3 lab/probe/segments.py ask " + file).orFail("ask");
    int begin = said.indexOf('{');
    System.out.print(said.substring(0, begin));
    Map<Integer, Answer> answers = new HashMap<>();
    read(said.substring(begin))
        .fields()
        .forEachRemaining(
            field -> answers.put(Integer.valueOf(field.getKey()), Answer.of(field.getValue())));
    return answers;
  }

  /**
   * Whether a packet is delivered.
   *
   * @param elsewhere other servers that it was seen at
   */
  record Answer(boolean byOvnTrace, boolean byPacket, List<String> elsewhere) {
    private static Answer of(JsonNode row) {
      List<String> elsewhere = new ArrayList<>();
      row.path(2).forEach(one -> elsewhere.add(one.asText()));
      return new Answer(row.path(0).asBoolean(), row.path(1).asBoolean(), elsewhere);
    }
  }

  /** Writes a document into the lab's folder, and gives its path. */
  static String file(String name, Object document) {
    return Lab.secretFile(name, Json.write(document)).toString();
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException noJson) {
      throw new AssertionError("no JSON: " + json, noJson);
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }
}
