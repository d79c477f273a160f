package dev.slipway;

import com.pulumi.Pulumi;
import dev.slipway.cli.ExitCodes;
import dev.slipway.cli.Slipway;
import dev.slipway.components.ManifestStore;
import dev.slipway.components.StackProgram;
import dev.slipway.components.extension.ClusterExtension;
import dev.slipway.components.extension.DeployedCluster;
import dev.slipway.config.Fleet;
import dev.slipway.plan.Planner;
import dev.slipway.plan.extension.ConnectionSource;
import dev.slipway.plan.extension.PlanExtensions;
import dev.slipway.plan.extension.StackFileCheck;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program with Slipway's Pulumi programs and its command line, and what an operator adds to them.
 * A value: each method returns another program.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   SlipwayProgram.create().withConnections("syslog", Syslog::connections).run(args);
 * }
 * }</pre>
 */
public final class SlipwayProgram {
  private final PlanExtensions plan;
  private final List<ClusterExtension> clusters;

  private SlipwayProgram(PlanExtensions plan, List<ClusterExtension> clusters) {
    this.plan = plan;
    this.clusters = clusters;
  }

  /** Returns the shipped program, without extensions. */
  public static SlipwayProgram create() {
    return new SlipwayProgram(PlanExtensions.NONE, List.of());
  }

  /**
   * Adds connections. They become security group rules, and are verified like all others.
   *
   * @param name for messages; unique in the program
   */
  public SlipwayProgram withConnections(String name, ConnectionSource source) {
    return new SlipwayProgram(plan.withConnections(name, source), clusters);
  }

  /**
   * Adds a check of every stack file.
   *
   * @param name for messages; unique in the program
   */
  public SlipwayProgram withCheck(String name, StackFileCheck check) {
    return new SlipwayProgram(plan.withCheck(name, check), clusters);
  }

  /** Adds components to the cluster of every stack. */
  public SlipwayProgram withClusterExtension(ClusterExtension extension) {
    List<ClusterExtension> all = new ArrayList<>(clusters);
    all.add(extension);
    return new SlipwayProgram(plan, List.copyOf(all));
  }

  /**
   * Reads and plans the stack files of a folder, for tests and reports.
   *
   * @throws InvalidFleetException with every problem
   */
  public FleetPlan plan(Path stacks) {
    return Planner.plan(Fleet.load(stacks), plan);
  }

  /** Returns the components that this program adds to clusters. */
  public List<ClusterExtension> clusterExtensions() {
    return clusters;
  }

  /**
   * Runs the program of one stack if Pulumi's engine starts it, which sets {@code PULUMI_MONITOR}
   * and {@code PULUMI_STACK}; else a command of the command line. Ends the process.
   */
  public void run(String[] args) {
    if (System.getenv("PULUMI_MONITOR") == null) {
      System.exit(Slipway.run(args, plan));
    }
    try {
      FleetPlan fleet = plan(Slipway.stacksFolder());
      ClusterPlan stack = fleet.clusterOrThrow(DnsLabel.parse(System.getenv("PULUMI_STACK")));
      ManifestStore store = ManifestStore.of(System.getenv());
      Pulumi.withOptions(StackProgram.options(stack))
          .run(
              context -> {
                DeployedCluster cluster =
                    StackProgram.run(context, fleet, stack, store, System.getenv());
                clusters.forEach(extension -> extension.create(cluster));
              });
    } catch (InvalidFleetException | IllegalArgumentException refusal) {
      System.err.println(refusal.getMessage());
      System.exit(ExitCodes.INVALID.code());
    }
  }
}
