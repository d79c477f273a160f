package dev.slipway;

import com.pulumi.Pulumi;
import com.pulumi.exceptions.RunException;
import dev.slipway.cli.ExitCodes;
import dev.slipway.cli.Slipway;
import dev.slipway.components.ManifestStore;
import dev.slipway.components.ResourcePolicy;
import dev.slipway.components.StackProgram;
import dev.slipway.components.extension.ClusterExtension;
import dev.slipway.components.extension.DeployedCluster;
import dev.slipway.config.Fleet;
import dev.slipway.plan.Planner;
import dev.slipway.plan.extension.ConnectionSource;
import dev.slipway.plan.extension.PatchSource;
import dev.slipway.plan.extension.PlanExtensions;
import dev.slipway.plan.extension.StackFileCheck;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.OwnRole;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
  private final Map<String, ClusterExtension> clusters;

  private SlipwayProgram(PlanExtensions plan, Map<String, ClusterExtension> clusters) {
    this.plan = plan;
    this.clusters = clusters;
  }

  /** Returns the shipped program, without extensions. */
  public static SlipwayProgram create() {
    return new SlipwayProgram(PlanExtensions.NONE, Map.of());
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
   * Adds settings to the machine configs of nodes. What Slipway sets, and what could undo a
   * hardening, is refused.
   *
   * @param name for messages; unique in the program
   */
  public SlipwayProgram withMachineConfigPatches(String name, PatchSource source) {
    return new SlipwayProgram(plan.withMachineConfigPatches(name, source), clusters);
  }

  /**
   * Adds a role of people to Zitadel's project and to every cluster. What only administrators may
   * do is refused.
   */
  public SlipwayProgram withRole(OwnRole role) {
    return new SlipwayProgram(plan.withRole(role), clusters);
  }

  /**
   * Adds a check of every stack file.
   *
   * @param name for messages; unique in the program
   */
  public SlipwayProgram withCheck(String name, StackFileCheck check) {
    return new SlipwayProgram(plan.withCheck(name, check), clusters);
  }

  /**
   * Adds components to the cluster of every stack.
   *
   * @param name for messages; unique in the program
   */
  public SlipwayProgram withClusterExtension(String name, ClusterExtension extension) {
    return new SlipwayProgram(plan, PlanExtensions.added(clusters, name, extension));
  }

  /**
   * Reads and plans the stack files of a folder, for tests and reports.
   *
   * @throws InvalidFleetException with every problem
   */
  public FleetPlan plan(Path stacks) {
    return Planner.plan(Fleet.load(stacks), plan);
  }

  /** Returns the components that this program adds to clusters; an error has their name. */
  public List<ClusterExtension> clusterExtensions() {
    return clusters.entrySet().stream().map(one -> named(one.getKey(), one.getValue())).toList();
  }

  private static ClusterExtension named(String name, ClusterExtension extension) {
    return cluster -> {
      try {
        extension.create(cluster);
      } catch (RuntimeException thrown) {
        throw new RunException(
            "the cluster extension \"%s\" ended with %s; correct the program"
                .formatted(name, thrown),
            thrown);
      }
    };
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
      ResourcePolicy policy = new ResourcePolicy(stack);
      Pulumi.withOptions(StackProgram.options(stack, policy))
          .run(
              context -> {
                DeployedCluster cluster =
                    StackProgram.run(context, fleet, stack, store, System.getenv());
                StackProgram.extend(cluster, policy, clusterExtensions());
              });
    } catch (InvalidFleetException | IllegalArgumentException refusal) {
      System.err.println(refusal.getMessage());
      System.exit(ExitCodes.INVALID.code());
    }
  }
}
