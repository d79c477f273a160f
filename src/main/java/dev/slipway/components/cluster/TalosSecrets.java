package dev.slipway.components.cluster;

import com.pulumi.command.local.Command;
import com.pulumi.core.Output;
import dev.slipway.components.base.Component;
import dev.slipway.document.Json;
import dev.slipway.plan.cluster.InlineManifest;
import dev.slipway.plan.cluster.MachineConfigPatches;
import dev.slipway.plan.cluster.UserData;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The cluster's secrets bundle, created once, and the machine configs derived from it. */
public final class TalosSecrets extends Component {
  private final ClusterPlan plan;
  private final List<InlineManifest> manifests;
  private final Output<String> bundle;
  private final Map<String, Output<String>> userData = new HashMap<>();

  /** Creates the bundle. */
  public TalosSecrets(
      String name,
      ClusterPlan plan,
      List<InlineManifest> manifests,
      Consumer<Output<String>> bundleCheck,
      Component parent) {
    super("cluster:TalosSecrets", name, parent, List.of());
    this.plan = plan;
    this.manifests = List.copyOf(manifests);
    Command secrets =
        ShellScript.runOnce(
            childName("bundle"),
            "talos-secrets.sh",
            Map.of("TALOS_CONTRACT", plan.talos().versionContract()),
            Output.of(""),
            // A new bundle would be a new cluster: every certificate in use would be invalid.
            child().protect(plan.environment().isProduction()));
    this.bundle = secrets.stdout();
    bundleCheck.accept(bundle);
    complete();
  }

  /** Returns true for every child but the bundle: the others are derived from it. */
  @Override
  public boolean isReplaceable(String resource) {
    return plan.nodes().stream().map(TalosSecrets::machineConfigName).anyMatch(resource::equals);
  }

  private static String machineConfigName(ServerPlan node) {
    return node.name() + "-machine-config";
  }

  /** Returns the secrets bundle, a line {@code ---} and another text; secret. */
  public Output<String> bundleAnd(Output<String> other) {
    return Output.tuple(bundle, other).applyValue(both -> both.t1 + "\n---\n" + both.t2 + "\n");
  }

  /** Returns the secrets bundle; secret. */
  public Output<String> bundle() {
    return bundle;
  }

  /**
   * Returns the user data of a node; secret. The script compresses it, because the state keeps a
   * script's output: the gzip of another computer could produce other bytes, and other user data
   * replaces the server.
   */
  public Output<String> userData(ServerPlan node) {
    return userData.computeIfAbsent(node.name(), name -> machineConfig(node));
  }

  private Output<String> machineConfig(ServerPlan node) {
    String type = node.role() == ServerRole.CONTROL_PLANE ? "controlplane" : "worker";
    String patches = Json.stream(MachineConfigPatches.patches(plan, node));
    String inline = Json.stream(MachineConfigPatches.manifests(plan, node, manifests));
    Map<String, String> own =
        Map.of(
            "MACHINE_TYPE", type,
            "PATCHES", patches,
            "LIMIT", String.valueOf(UserData.LIMIT));
    return ShellScript.run(
            machineConfigName(node),
            "machine-config.sh",
            Output.of(environment(own)),
            bundle.applyValue(secrets -> secrets + "\n---\n" + inline),
            child())
        .stdout();
  }

  private Map<String, String> environment(Map<String, String> own) {
    Map<String, String> all = new TreeMap<>(own);
    all.put("CLUSTER", plan.name().text());
    all.put("ENDPOINT", plan.endpoint().internalUrl());
    all.put("TALOS_CONTRACT", plan.talos().versionContract());
    all.put("KUBERNETES_VERSION", plan.kubernetes().toString());
    return all;
  }
}
