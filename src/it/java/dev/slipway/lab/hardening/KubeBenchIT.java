package dev.slipway.lab.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.hardening.BenchmarkAnswer;
import dev.slipway.hardening.BenchmarkComparison;
import dev.slipway.hardening.BenchmarkItems;
import dev.slipway.hardening.ExplainedAnswers;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Nodes;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kube-bench's answers about the Ops Cluster agree with docs/hardening.md. */
@Tag("hardening")
class KubeBenchIT {
  private static final String OPS = "staging";

  private final ClusterPlan plan = FleetFixture.cluster(OPS);
  private final KubeBench kubeBench = new KubeBench();

  @BeforeAll
  static void bringUp() {
    Lab.lab(30, "run", OPS).orFail("lab run");
    Lab.writeCredentials(OPS);
  }

  @Test
  void answersAgreeWithTheList() {
    Nodes.assertReady(plan);
    List<BenchmarkAnswer> ofObjects = kubeBench.policies(OPS);
    for (ServerPlan node : plan.controlPlane()) {
      List<BenchmarkAnswer> answers = new ArrayList<>(kubeBench.controlPlane(node));
      answers.addAll(ofObjects);
      assertEquals(
          List.of(),
          BenchmarkComparison.differences(BenchmarkItems.all(), ExplainedAnswers.all(), answers),
          node.name());
    }
  }
}
