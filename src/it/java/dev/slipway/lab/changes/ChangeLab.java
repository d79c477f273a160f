package dev.slipway.lab.changes;

import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.lab.LabStacks;
import dev.slipway.lab.Recovery;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.StackFiles;
import java.util.Map;
import java.util.TreeMap;

/** An Ops Cluster with three control planes, whose stack file tests change. */
public final class ChangeLab {
  /** The stack. */
  public static final String OPS = "staging";

  /** Enough for five machines that reboot one after another. */
  private static final int UPDATE_MINUTES = 25;

  private static final String UP = Lab.pulumiLine(OPS, "up --yes --skip-preview");

  private static final String PROBED =
      """
      python3 lab/probes/write_probe.py %1$s >%2$s 2>%2$s.log & probe=$!
      sleep 3
      %3$s && code=0 || code=$?
      %4$s
      sleep 5
      kill -TERM $probe
      wait $probe || cat %2$s.log
      exit $code
      """;

  private final StackFiles stacks;
  private final Map<String, String> environment;

  /** Brings the cluster up. */
  public ChangeLab() {
    this.stacks = LabStacks.copy("changed-stacks").with(OPS, "count: 1,", "count: 3,");
    this.environment = LabStacks.environment(stacks);
    Lab.lab(UPDATE_MINUTES, environment, "run", OPS).orFail("lab run");
    Lab.writeCredentials(OPS);
  }

  /** Changes the stack file. */
  public ChangeLab with(String from, String to) {
    stacks.with(OPS, from, to);
    return this;
  }

  /** Returns the plan of the changed file. */
  public ClusterPlan plan() {
    return stacks.cluster(OPS);
  }

  /** Runs a bare {@code pulumi up}, with variables, while a probe writes to the cluster. */
  public ProbedUpdate update(Map<String, String> variables) {
    return probed(UP, variables, "true");
  }

  /** Runs a bare {@code pulumi up} with a injected failure, while a probe writes to the cluster. */
  ProbedUpdate update(InjectedFault fault, Map<String, String> variables) {
    Map<String, String> all = new TreeMap<>(fault.environment());
    all.putAll(variables);
    return probed(fault.line(UP), all, fault.end());
  }

  private ProbedUpdate probed(String up, Map<String, String> variables, String end) {
    String result = Lab.state("write-probe.json").toString();
    String line = PROBED.formatted(Lab.kubeconfig(OPS), result, up, end);
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(variables);
    CommandResult update = Lab.lab(UPDATE_MINUTES, all, "exec", "--", "bash", "-c", line);
    return ProbedUpdate.of(update, Lab.state("write-probe.json"));
  }

  /** Continues as an operator after an update that ended by SIGKILL. */
  String recover() {
    return Recovery.afterKill(OPS, environment);
  }

  /** Runs {@code pulumi} with the changed file. */
  public CommandResult pulumi(String arguments) {
    return Lab.pulumi(OPS, arguments, environment);
  }

  /** Runs a shell line as the jump host, with the changed file. */
  public CommandResult shell(String line) {
    return Lab.shell(line, environment);
  }
}
