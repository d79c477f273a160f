package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.model.ClusterPlan;

/** The nodes of a cluster, as its API server lists them. */
public final class Nodes {
  private Nodes() {}

  /** Asserts that the cluster has the nodes of the plan and no other, and that each is Ready. */
  public static void assertReady(ClusterPlan plan) {
    String nodes = Lab.kubectl(plan.name().text(), "get nodes --no-headers").orFail("get nodes");
    assertEquals(
        plan.nodes().stream().map(node -> node.name() + " Ready").sorted().toList(),
        nodes.lines().map(line -> line.replaceFirst("^(\\S+)\\s+(\\S+).*", "$1 $2")).toList());
  }
}
