package dev.slipway.guard;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.SecretsProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Refuses an update that would use another state backend or secrets provider than the
 * environment's, or settings that are not safe. The decision is in docs/adr/0028.
 */
public final class StateGuard {
  /** The setting of the program that has to be a secret. */
  public static final String GIT_PASSWORD = "gitPassword";

  /** The setting with the key that decrypts credentials in Git. */
  public static final String AGE_KEY = "ageKey";

  private static final String EVERY_PROVIDER = "[*]";

  private final ClusterPlan plan;
  private final PulumiSettings settings;
  private final List<String> problems = new ArrayList<>();

  private StateGuard(ClusterPlan plan, PulumiSettings settings) {
    this.plan = plan;
    this.settings = settings;
  }

  /**
   * Returns what differs.
   *
   * @param fleet the state of the stack's environment is that of its Ops stack; backend and
   *     provider are not compared if its file has none
   * @param folder the folder with Pulumi.yaml
   * @param environment the environment variables of the process
   */
  public static List<String> problems(
      FleetPlan fleet, ClusterPlan plan, Path folder, Map<String, String> environment) {
    Optional<ClusterPlan.State> expected = fleet.opsClusterOf(plan).state();
    return problems(
        plan,
        folder,
        environment,
        guard -> {
          guard.defaultProviders();
          guard.plain(GIT_PASSWORD);
          guard.plain(AGE_KEY);
          expected.ifPresent(guard::backend);
          expected.ifPresent(guard::secretsProvider);
        });
  }

  /** Returns whether the state backend is another one; the parameters are those of problems. */
  public static List<String> backendProblems(
      FleetPlan fleet, ClusterPlan plan, Path folder, Map<String, String> environment) {
    Optional<ClusterPlan.State> expected = fleet.opsClusterOf(plan).state();
    return problems(plan, folder, environment, guard -> expected.ifPresent(guard::backend));
  }

  private static List<String> problems(
      ClusterPlan plan, Path folder, Map<String, String> environment, Consumer<StateGuard> checks) {
    StateGuard guard =
        new StateGuard(plan, new PulumiSettings(folder, plan.name().text(), environment));
    try {
      checks.accept(guard);
    } catch (IllegalStateException unreadable) {
      guard.problems.add(String.valueOf(unreadable.getMessage()));
    }
    return guard.problems;
  }

  private void backend(ClusterPlan.State expected) {
    PulumiSettings.Setting actual =
        settings.backend().orElseGet(() -> new PulumiSettings.Setting("not set", "pulumi login"));
    if (!expected.backend().isSameAs(actual.value())) {
      problems.add(
          "the state backend is %s (%s), and state.backend in stacks/%s.yaml is %s; set %s to that"
              .formatted(
                  withoutUser(actual.value()),
                  actual.source(),
                  plan.environment().text(),
                  expected.backend(),
                  PulumiSettings.BACKEND_URL));
    }
  }

  private void secretsProvider(ClusterPlan.State expected) {
    Optional<PulumiSettings.Setting> actual = settings.secretsProvider();
    String name = actual.map(PulumiSettings.Setting::value).orElse(SecretsProvider.PASSPHRASE);
    if (!name.equals(expected.secretsProvider().text())) {
      problems.add(
          "the secrets provider is %s (%s), and state.secretsProvider in stacks/%s.yaml is %s; run: pulumi stack change-secrets-provider --stack %s '%s'"
              .formatted(
                  name,
                  actual.isPresent() ? actual.get().source() : settings.stackFile() + " names none",
                  plan.environment().text(),
                  expected.secretsProvider(),
                  plan.name(),
                  expected.secretsProvider()));
    }
  }

  /** A default provider would take a kubeconfig or a credential from the user's environment. */
  private void defaultProviders() {
    settings
        .disabledDefaultProviders()
        .filter(given -> !given.value().equals(EVERY_PROVIDER))
        .ifPresent(
            given ->
                problems.add(
                    "%s is %s, and Pulumi.yaml disables every default provider; remove the key"
                        .formatted(given.source(), given.value())));
  }

  private void plain(String setting) {
    settings
        .plain(setting)
        .ifPresent(
            source ->
                problems.add(
                    "%s is not encrypted; replace the secret, because the file had it, and set the new one: pulumi config set --secret slipway:%s --stack %s"
                        .formatted(source, setting, plan.name())));
  }

  private static String withoutUser(String url) {
    return url.replaceAll("//[^/@]*@", "//***@");
  }
}
