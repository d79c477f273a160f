package dev.slipway.doctor;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.CloudsYamlEntry;
import dev.slipway.guard.PulumiSettings;
import dev.slipway.guard.PulumiVariables;
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
  /** The folder with Pulumi.yaml. */
  private static final Path PROJECT = Path.of("");

  private static final String PASSPHRASE = "PULUMI_CONFIG_PASSPHRASE";
  private static final String PASSPHRASE_FILE = "PULUMI_CONFIG_PASSPHRASE_FILE";

  private final Computer computer;
  private final ClusterPlan plan;
  private final Map<String, String> environment;
  private final PulumiSettings settings;
  private final List<Finding> findings = new ArrayList<>();

  private StackNeeds(Computer computer, ClusterPlan plan) {
    this.computer = computer;
    this.plan = plan;
    this.environment =
        PulumiVariables.of(plan.environment(), computer.environment()).in(computer.environment());
    this.settings = new PulumiSettings(PROJECT, plan.name().text(), environment);
  }

  static List<Finding> check(Computer computer, FleetPlan fleet, ClusterPlan plan) {
    StackNeeds needs = new StackNeeds(computer, plan);
    needs.cloud();
    needs.passphrase();
    needs.file(
        "the jar",
        computer.startedJar(),
        "run ./slipway build, or set SLIPWAY_JAR to the path of the jar");
    needs.file("Pulumi.yaml", "Pulumi.yaml", "run the command in the folder of the project");
    needs.cilium();
    needs.zitadel();
    StateGuard.problems(fleet, plan, PROJECT, needs.environment)
        .forEach(
            problem -> needs.findings.add(Finding.lack("Pulumi's state", problem, "correct it")));
    return needs.findings;
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

  /** The provider is that of the stack's settings; without one, Pulumi requires a passphrase. */
  private void passphrase() {
    boolean isThere =
        settings
                .secretsProvider()
                .filter(provider -> !provider.value().equals(SecretsProvider.PASSPHRASE))
                .isPresent()
            || environment.containsKey(PASSPHRASE)
            || namesFile(PASSPHRASE_FILE);
    if (!isThere) {
      findings.add(
          Finding.lack(
              "the passphrase of the state",
              "%s is not set, and %s names no file".formatted(PASSPHRASE, PASSPHRASE_FILE),
              "set one of them, or use another secrets provider: state.secretsProvider"));
    }
  }

  private boolean namesFile(String variable) {
    String file = environment.getOrDefault(variable, "");
    return !file.isEmpty() && computer.isFile(Path.of(file));
  }

  private void file(String what, String path, String fix) {
    findings.add(
        computer.isFile(Path.of(path))
            ? Finding.ok(what, path)
            : Finding.lack(what, "no file " + path, fix));
  }

  private void cilium() {
    String what = "Cilium's manifest";
    settings
        .ofProgram("ciliumManifest")
        .ifPresentOrElse(
            setting -> findings.add(Finding.ok(what, setting.source())),
            () ->
                file(
                    what,
                    plan.cilium().file(),
                    "render it: %s; or name another file: pulumi config set ciliumManifest"
                        .formatted(plan.cilium().renderCommand())));
  }

  /** The variable's value is not printed: it can be the key itself. */
  private void zitadel() {
    if (plan.identity().zitadel().isPresent()) {
      String what = "the key of Zitadel's service user";
      String variable = ZitadelPlan.KEY_VARIABLE;
      findings.add(
          namesFile(variable)
              ? Finding.ok(what, "the file that %s names".formatted(variable))
              : Finding.lack(
                  what, variable + " names no file", "set it to the path of the key's file"));
    }
  }
}
