package dev.slipway.lab.hardening;

import dev.slipway.hardening.BenchmarkAnswer;
import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Toolchain;
import dev.slipway.plan.model.ServerPlan;
import java.util.List;

/** The program kube-bench, which compares a running cluster with the CIS Kubernetes Benchmark. */
final class KubeBench {
  private static final String LINE = "lab/probes/kube-bench %s %s";

  private final Toolchain tools = Toolchain.of("kube-bench");

  /** Returns the answers about the processes of a control-plane node and their files. */
  List<BenchmarkAnswer> controlPlane(ServerPlan node) {
    return answers(Lab.inServer(node.name(), line("master,controlplane,etcd")));
  }

  /** Returns the answers about the objects of a cluster. */
  List<BenchmarkAnswer> policies(String stack) {
    return answers(
        Lab.shell("KUBECONFIG=%s %s".formatted(Lab.kubeconfig(stack), line("policies"))));
  }

  private String line(String targets) {
    return LINE.formatted(tools.folder(), targets);
  }

  private static List<BenchmarkAnswer> answers(CommandResult result) {
    return BenchmarkAnswer.parse(result.orFail("kube-bench"));
  }
}
