package dev.slipway.doctor;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.CloudsYamlEntry;
import dev.slipway.guard.StateGuard;
import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.SecretsProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files and variables that {@code pulumi} needs for a stack, on this computer. */
final class StackNeeds {
  private static final List<String> PASSPHRASE =
      List.of("PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE");

  private final Computer computer;
  private final ClusterPlan plan;
  private final Map<String, String> environment;
  private final List<Finding> findings = new ArrayList<>();

  private StackNeeds(Computer computer, ClusterPlan plan) {
    this.computer = computer;
    this.plan = plan;
    this.environment = computer.environment();
  }

  static List<Finding> check(Computer computer, FleetPlan fleet, ClusterPlan plan) {
    StackNeeds needs = new StackNeeds(computer, plan);
    needs.cloud();
    needs.passphrase(fleet.opsClusterOf(plan));
    needs.file(
        "the jar",
        environmentOr(needs.environment, "SLIPWAY_JAR", "target/slipway.jar"),
        "run ./slipway build, or set SLIPWAY_JAR to the path of the jar");
    needs.file("Pulumi.yaml", "Pulumi.yaml", "run the command in the folder of the project");
    needs.cilium();
    needs.zitadel();
    StateGuard.problems(fleet, plan, Path.of(""), needs.environment)
        .forEach(
            problem -> needs.findings.add(Finding.lack("Pulumi's state", problem, "correct it")));
    return needs.findings;
  }

  private static String environmentOr(Map<String, String> environment, String name, String other) {
    return environment.getOrDefault(name, other);
  }

  private void cloud() {
    String what = "clouds.yaml entry " + plan.cloud();
    try {
      CloudsYamlEntry entry =
          CloudsYamlEntry.find(plan.cloud(), plan.project().region(), environment);
      findings.add(Finding.ok(what, entry.location()));
    } catch (CloudException absent) {
      findings.add(Finding.lack(what, String.valueOf(absent.getMessage()), "correct it"));
    }
  }

  private void passphrase(ClusterPlan ops) {
    boolean isPassphrase =
        ops.state()
            .map(state -> state.secretsProvider().text().equals(SecretsProvider.PASSPHRASE))
            .orElse(true);
    if (isPassphrase && PASSPHRASE.stream().noneMatch(environment::containsKey)) {
      findings.add(
          Finding.lack(
              "the passphrase of the state",
              "neither %s is set".formatted(String.join(" nor ", PASSPHRASE)),
              "set one of them, or name another secrets provider: state.secretsProvider"));
    }
  }

  private void file(String what, String path, String fix) {
    findings.add(
        computer.exists(Path.of(path))
            ? Finding.ok(what, path)
            : Finding.lack(what, "no file " + path, fix));
  }

  private void cilium() {
    Path settings = Path.of("Pulumi.%s.yaml".formatted(plan.name()));
    if (computer.read(settings).filter(text -> text.contains(":ciliumManifest:")).isPresent()) {
      findings.add(Finding.ok("Cilium's manifest", "named in " + settings));
      return;
    }
    String version = plan.cilium().version().toString();
    String file = "cilium/cilium-%s.yaml".formatted(version);
    file(
        "Cilium's manifest",
        file,
        "render it: cilium/render %s >%s; or name another file: pulumi config set ciliumManifest"
            .formatted(version, file));
  }

  private void zitadel() {
    if (plan.identity().zitadel().isPresent()) {
      String variable = ZitadelPlan.KEY_VARIABLE;
      file(
          "the key of Zitadel's service user",
          environmentOr(environment, variable, variable),
          "set %s to the path of the key".formatted(variable));
    }
  }
}
