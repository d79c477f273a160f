package dev.slipway.components;

import com.pulumi.Context;
import com.pulumi.command.Provider;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackOptions;
import dev.slipway.change.SetOnce;
import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.CloudsYamlEntry;
import dev.slipway.components.cluster.Cluster;
import dev.slipway.components.extension.ClusterExtension;
import dev.slipway.components.extension.DeployedCluster;
import dev.slipway.components.gitops.AgeKey;
import dev.slipway.components.gitops.AuditKeys;
import dev.slipway.components.gitops.GitCredential;
import dev.slipway.components.gitops.RegisteredCluster;
import dev.slipway.components.identity.ZitadelObjects;
import dev.slipway.credentials.AuthorityCertificate;
import dev.slipway.guard.ProjectSession;
import dev.slipway.guard.ScriptFolders;
import dev.slipway.guard.StateGuard;
import dev.slipway.plan.cluster.InlineManifest;
import dev.slipway.plan.cluster.UserData;
import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.StackKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The Pulumi program of a stack, for both kinds of stack. */
public final class StackProgram {
  private static final String DELETE_UNREACHABLE = "PULUMI_K8S_DELETE_UNREACHABLE";

  private StackProgram() {}

  /** Returns the options with the checks and the aliases of every resource of the stack. */
  public static StackOptions options(ClusterPlan plan, ResourcePolicy policy) {
    return StackOptions.builder()
        .resourceTransformations(new ResourceAliases(plan.name()), policy)
        .build();
  }

  /**
   * The values that a program reads before it registers anything.
   *
   * @param ops the authority of the Ops Cluster's API; only of a Management Cluster
   * @param registered the clusters to which Argo CD connects; none of a Management Cluster
   * @param ageKey decrypts the credentials in Git; only of an Ops Cluster that receives events
   * @param auditKeys only of a Management Cluster that sends events
   * @param git of the repository that Argo CD reads
   * @param zitadelKey path of the key of Zitadel's service user; empty if the stack needs none
   */
  private record Inputs(
      Context context,
      FleetPlan fleet,
      ClusterPlan plan,
      FormerOutputs former,
      Optional<AuthorityCertificate> ops,
      List<RegisteredCluster> registered,
      Optional<Output<String>> ageKey,
      Optional<AuditKeys> auditKeys,
      Optional<GitCredential> git,
      String zitadelKey) {

    static Inputs of(
        Context context,
        FleetPlan fleet,
        ClusterPlan plan,
        Optional<String> ageKey,
        String zitadelKey) {
      FormerOutputs former = FormerOutputs.of(context);
      Optional<OpsStackReference> stack = opsStack(context, plan);
      Optional<AuthorityCertificate> ops =
          stack.map(
              found ->
                  found.authority(
                      fleet.opsClusterOf(plan), former.value(OpsStackReference.AUTHORITY)));
      List<RegisteredCluster> registered =
          new ManagementStacks(context, plan, former).registered(fleet.managedBy(plan));
      return new Inputs(
          context,
          fleet,
          trusting(plan, ops),
          former,
          ops,
          registered,
          stack.isEmpty() ? AgeKey.of(plan, ageKey) : Optional.empty(),
          plan.auditSinks().flatMap(sinks -> stack.map(OpsStackReference::auditKeys)),
          GitCredential.of(context.config()),
          zitadelKey);
    }

    private static Optional<OpsStackReference> opsStack(Context context, ClusterPlan plan) {
      return plan.kind() == StackKind.OPS_CLUSTER
          ? Optional.empty()
          : Optional.of(new OpsStackReference(context, plan));
    }

    /** The authority is in no plan: the Ops stack created it. */
    private static ClusterPlan trusting(ClusterPlan plan, Optional<AuthorityCertificate> ops) {
      return ops.flatMap(
              authority ->
                  plan.trustedIssuer().map(issuer -> issuer.withAuthority(authority.pem())))
          .map(plan::withTrustedIssuer)
          .orElse(plan);
    }
  }

  /**
   * Opens the stack's project and compares its servers with the plan, before any resource is
   * registered; then runs the program of the stack's kind.
   *
   * @param environment the environment variables of the process
   * @return the cluster, for the components that an extension adds
   */
  public static DeployedCluster run(
      Context context,
      FleetPlan fleet,
      ClusterPlan plan,
      ManifestStore store,
      Map<String, String> environment) {
    EngineBusyWaitFix.install();
    ScriptFolders.deleteLeft(environment);
    refuseDeleteUnreachable(plan, environment);
    refuseOtherState(fleet, plan, environment);
    ProjectSession session = open(plan, environment);
    Inputs inputs =
        Inputs.of(
            context, fleet, plan, context.config().get(AgeKey.NAME), zitadelKey(plan, environment));
    Consumer<Output<String>> check =
        GuardedUpdate.of(context, plan, inputs.former(), session.client()).bundleCheck();
    ThirdPartyManifests manifests = ThirdPartyManifests.of(context.config(), plan, store);
    return run(inputs, manifests, session.entry(), check);
  }

  /** Runs the program with the given manifests, without a look at what exists. */
  public static DeployedCluster run(
      Context context,
      FleetPlan fleet,
      ClusterPlan plan,
      ThirdPartyManifests manifests,
      CloudsYamlEntry entry) {
    return run(context, fleet, plan, manifests, entry, bundle -> {});
  }

  static DeployedCluster run(
      Context context,
      FleetPlan fleet,
      ClusterPlan plan,
      ThirdPartyManifests manifests,
      CloudsYamlEntry entry,
      Consumer<Output<String>> bundleCheck) {
    EngineBusyWaitFix.install();
    return run(
        Inputs.of(context, fleet, plan, Optional.of("AGE-SECRET-KEY-1"), "key.json"),
        manifests,
        entry,
        bundleCheck);
  }

  /** Registers the components of extensions, which the policy does not treat as planned. */
  public static void extend(
      DeployedCluster cluster, ResourcePolicy policy, List<ClusterExtension> extensions) {
    policy.planIsComplete();
    extensions.forEach(extension -> extension.create(cluster));
  }

  /** Returns the path of the key; the provider reads the file, so the key is not in the state. */
  private static String zitadelKey(ClusterPlan plan, Map<String, String> environment) {
    String path = environment.getOrDefault(ZitadelPlan.KEY_VARIABLE, "");
    if (plan.identity().zitadel().isPresent() && path.isEmpty()) {
      throw new RunException(
          "nothing is changed: stack %s manages objects in Zitadel, and the environment variable %s is not set; set it to the path of the key of the service user"
              .formatted(plan.name(), ZitadelPlan.KEY_VARIABLE));
    }
    return path;
  }

  /**
   * Refuses the variable of a destroy, which is often exported, in an update. A destroy does not
   * run the program.
   */
  private static void refuseDeleteUnreachable(ClusterPlan plan, Map<String, String> environment) {
    if ("true".equals(environment.get(DELETE_UNREACHABLE))) {
      throw new RunException(
          "nothing is changed: %1$s is set, so an API server of stack %2$s that does not answer would cost resources and workers; unset %1$s: it is only for the destroy of a cluster that is gone"
              .formatted(DELETE_UNREACHABLE, plan.name()));
    }
  }

  /** Compares the state backend and the secrets provider with the environment's. */
  private static void refuseOtherState(
      FleetPlan fleet, ClusterPlan plan, Map<String, String> environment) {
    List<String> problems = StateGuard.problems(fleet, plan, Path.of(""), environment);
    if (!problems.isEmpty()) {
      throw new RunException(
          "nothing is changed: stack %s cannot use this state:\n- %s"
              .formatted(plan.name(), String.join("\n- ", problems)));
    }
  }

  /** Opens the session with the stack's project. */
  private static ProjectSession open(ClusterPlan plan, Map<String, String> environment) {
    try {
      return ProjectSession.open(plan, environment);
    } catch (CloudException refusal) {
      throw new RunException(
          "nothing is changed: stack %s cannot use its OpenStack project: %s"
              .formatted(plan.name(), refusal.getMessage()));
    }
  }

  private static DeployedCluster run(
      Inputs inputs,
      ThirdPartyManifests manifests,
      CloudsYamlEntry entry,
      Consumer<Output<String>> bundleCheck) {
    Context context = inputs.context();
    ClusterPlan plan = inputs.plan();
    refuseOversize(plan, manifests.cilium());
    Optional<String> formerArgoCd =
        plan.argocd().flatMap(argocd -> formerArgoCd(context, plan, manifests, inputs.former()));
    var openstack = OpenStackProvider.create(plan, entry);
    var commands = new Provider(plan.name() + "-commands");
    Cluster cluster =
        new Cluster(plan, manifests.cilium(), bundleCheck, List.of(openstack, commands));
    cluster.export(context::export);
    context.export(SetOnce.OUTPUT, Output.of(SetOnce.of(plan)));
    if (inputs.ops().isPresent()) {
      new ManagementCluster(
          inputs.fleet(), plan, cluster, commands, inputs.auditKeys(), context::export);
      String authority = inputs.ops().get().fingerprint().hex();
      context.export(OpsStackReference.AUTHORITY, Output.of(authority));
    } else {
      new OpsCluster(
          plan,
          cluster,
          inputs.fleet().managedBy(plan),
          inputs.registered(),
          commands,
          formerArgoCd,
          inputs.ageKey(),
          inputs.git(),
          context::export);
      plan.identity()
          .zitadel()
          .ifPresent(
              zitadel -> new ZitadelObjects(ZitadelPlan.of(plan), zitadel, inputs.zitadelKey()));
    }
    return new DeployedCluster(plan, cluster.kubernetes(), cluster.kubeconfig(), context);
  }

  private static Optional<String> formerArgoCd(
      Context context, ClusterPlan plan, ThirdPartyManifests manifests, FormerOutputs former) {
    if (!former.haveArgoCdObjects()) {
      return Optional.empty();
    }
    context
        .log()
        .warn(
            "Argo CD's objects leave the state. This update deletes those of Argo CD's API server,"
                + " Dex and notifications, and marks the others; the next one shows the others as"
                + " delete[retain], and they stay in the cluster.");
    return Optional.of(manifests.argocdText(plan));
  }

  private static void refuseOversize(ClusterPlan plan, String cilium) {
    List<String> problems = UserData.sizeProblems(plan, InlineManifest.all(cilium));
    if (!problems.isEmpty()) {
      throw new RunException(String.join("\n", problems));
    }
  }
}
