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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kube-bench's answers about both kinds of clusters agree with docs/hardening.md. */
@Tag("hardening")
class KubeBenchIT {
  private static final String OPS = "staging";
  private static final String OSL2 = "staging-osl2";

  private final KubeBench kubeBench = new KubeBench();

  @BeforeAll
  static void bringUp() {
    Lab.lab(30, "run", OPS, OSL2).orFail("lab run");
    Lab.writeCredentials(OPS);
    Lab.writeCredentials(OSL2);
  }

  @ParameterizedTest
  @ValueSource(strings = {OPS, OSL2})
  void answersAgreeWithTheList(String stack) {
    ClusterPlan plan = FleetFixture.cluster(stack);
    Nodes.assertReady(plan);
    List<BenchmarkAnswer> ofObjects = kubeBench.policies(stack);
    List<ExplainedAnswers> explained = ExplainedAnswers.of(plan.kind());
    for (ServerPlan node : plan.controlPlane()) {
      List<BenchmarkAnswer> answers = new ArrayList<>(kubeBench.controlPlane(node));
      answers.addAll(ofObjects);
      assertEquals(
          List.of(),
          BenchmarkComparison.differences(BenchmarkItems.all(), explained, answers),
          node.name());
    }
  }
}
