package dev.slipway.plan;

import dev.slipway.config.CiliumConfig;
import dev.slipway.config.DiskEncryptionConfig;
import dev.slipway.config.Fleet;
import dev.slipway.config.GitOpsConfig;
import dev.slipway.config.IdentityConfig;
import dev.slipway.config.PodEncryption;
import dev.slipway.config.ProjectConfig;
import dev.slipway.config.StackConfig;
import dev.slipway.config.StackFile;
import dev.slipway.config.ZitadelConfig;
import dev.slipway.plan.extension.PlanExtensions;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.AuditSinks;
import dev.slipway.plan.model.CiliumPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.DiskEncryptionPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.value.CloudName;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.DnsName;
import dev.slipway.value.Environment;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import dev.slipway.value.ZitadelClientId;
import dev.slipway.value.ZitadelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Plans a valid fleet. The same stack files always give the same plan. */
public final class Planner {
  private Planner() {}

  /**
   * Plans every cluster of the fleet and verifies that environments cannot reach each other.
   *
   * @throws InvalidFleetException with every path between environments, and every grant of a role
   *     that does not exist
   */
  public static FleetPlan plan(Fleet fleet) {
    return plan(fleet, PlanExtensions.NONE);
  }

  /**
   * Plans the fleet with the additions of a program. The same is verified, for every connection.
   *
   * @throws InvalidFleetException also with what an extension found or may not do
   */
  public static FleetPlan plan(Fleet fleet, PlanExtensions extensions) {
    ExtensionRules rules = new ExtensionRules(fleet, extensions);
    rules.check();
    Map<Environment, AuditSinks> sinks = AuditSinksPlanner.plan(fleet);
    List<ClusterPlan> clusters =
        fleet.files().stream()
            .map(
                file ->
                    rules.extended(
                        file,
                        cluster(file, Optional.ofNullable(sinks.get(file.config().environment())))))
            .toList();
    FleetPlan plan = new FleetPlan(clusters, rules.connections(clusters));
    List<Problem> problems = new ArrayList<>(rules.problems());
    problems.addAll(new SegmentationVerifier(fleet, plan).problems(PlannedNetworkModel.of(plan)));
    problems.addAll(GrantRules.problems(fleet, rules.roles()));
    if (!problems.isEmpty()) {
      throw new InvalidFleetException(problems);
    }
    return plan;
  }

  private static ClusterPlan cluster(StackFile file, Optional<AuditSinks> sinks) {
    StackConfig config = file.config();
    DnsLabel stack = file.stack();
    ServerPlanner servers = new ServerPlanner(stack, config);
    return new ClusterPlan(
        stack,
        config.kind(),
        config.environment(),
        config.datacenter(),
        config.cloud().text(),
        project(config.project()),
        Optional.ofNullable(config.state())
            .map(state -> new ClusterPlan.State(state.backend(), state.secretsProvider())),
        NetworkPlanner.plan(stack, config),
        EndpointPlanner.plan(config.endpoint(), servers.loadBalancers()),
        servers.controlPlane(),
        servers.workers(),
        config.kubernetes(),
        config.talos(),
        cilium(config),
        Optional.ofNullable(config.diskEncryption())
            .map(Planner::disks)
            .orElse(DiskEncryptionPlan.NONE),
        mirrors(config),
        config.access().adminPrefixes(),
        identity(config.identity()),
        config.auditLogOrDefault(),
        sinks,
        Optional.ofNullable(config.gitops()).map(Planner::argocd),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static CiliumPlan cilium(StackConfig config) {
    CiliumConfig cilium = config.cilium();
    PodEncryption encryption = cilium.encryptionOrDefault(config.network().kind());
    return new CiliumPlan(cilium.version(), cilium.sha256(), encryption == PodEncryption.WIREGUARD);
  }

  private static DiskEncryptionPlan disks(DiskEncryptionConfig disks) {
    return new DiskEncryptionPlan(disks.kind().text(), Optional.ofNullable(disks.endpoint()));
  }

  /** Returns the OpenStack project of a stack file. */
  public static ClusterPlan.Project project(ProjectConfig project) {
    return new ClusterPlan.Project(
        project.id().text(),
        Optional.ofNullable(project.region()).map(CloudName::text),
        Optional.ofNullable(project.authUrl()).map(HttpsUrl::toString));
  }

  private static ClusterPlan.Identity identity(IdentityConfig identity) {
    return new ClusterPlan.Identity(
        identity.issuer(),
        identity.audience().text(),
        identity.organization().text(),
        identity.clients().stream().map(ZitadelClientId::text).toList(),
        Optional.ofNullable(identity.zitadel()).map(Planner::zitadel));
  }

  private static ClusterPlan.Zitadel zitadel(ZitadelConfig zitadel) {
    Map<String, List<String>> grants = new TreeMap<>();
    Objects.requireNonNullElse(zitadel.grants(), Map.<DnsLabel, List<ZitadelId>>of())
        .forEach(
            (role, users) -> grants.put(role.text(), users.stream().map(ZitadelId::text).toList()));
    return new ClusterPlan.Zitadel(zitadel.application().text(), grants);
  }

  private static Map<DnsName, HttpsUrl> mirrors(StackConfig config) {
    return Objects.requireNonNullElse(config.registryMirrors(), Map.of());
  }

  private static ArgoCdPlan argocd(GitOpsConfig gitops) {
    return new ArgoCdPlan(
        gitops.argocd(),
        gitops.repository(),
        gitops.revision().text(),
        gitops.clusterCidrs(),
        gitops.namespacesOrDefault().stream().map(DnsLabel::text).toList());
  }
}
