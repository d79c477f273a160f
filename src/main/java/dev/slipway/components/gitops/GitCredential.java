package dev.slipway.components.gitops;

import com.pulumi.Config;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.kubernetes.core.v1.Secret;
import com.pulumi.kubernetes.core.v1.SecretArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.guard.StateGuard;
import dev.slipway.plan.model.ArgoCdPlan;
import java.util.Map;
import java.util.Optional;

/**
 * The credential with which Argo CD reads a private Git repository. Source of the Secret's form:
 * Argo CD documentation, "Declarative Setup, Repositories".
 *
 * @param password a password or an access token; secret
 */
public record GitCredential(String user, Output<String> password) {
  private static final String PASSWORD = StateGuard.GIT_PASSWORD;
  private static final String USER = "gitUser";

  /** Git hosts that read only the access token accept any name. */
  private static final String ANY_USER = "git";

  /** Returns the credential in the settings of an Ops stack; empty if they have none. */
  public static Optional<GitCredential> of(Config settings) {
    return of(settings.get(USER), settings.get(PASSWORD));
  }

  static Optional<GitCredential> of(Optional<String> user, Optional<String> password) {
    if (password.isEmpty() && user.isPresent()) {
      throw new RunException(
          "nothing is changed: slipway:%s is %s and slipway:%s is not set; set it, or remove the user: pulumi config rm slipway:%1$s"
              .formatted(USER, user.get(), PASSWORD));
    }
    return password.map(
        text -> new GitCredential(user.orElse(ANY_USER), Output.ofSecret(text.strip())));
  }

  /** Creates the Secret. */
  public void create(String name, ArgoCdPlan argocd, CustomResourceOptions.Builder options) {
    Output<Map<String, String>> fields =
        password.applyValue(
            text ->
                Map.of(
                    "type",
                    "git",
                    "url",
                    argocd.repository().toString(),
                    "username",
                    user,
                    "password",
                    text));
    new Secret(
        name,
        SecretArgs.builder()
            .metadata(
                ObjectMetaArgs.builder()
                    .name("git-repository")
                    .namespace(ArgoCdPlan.NAMESPACE)
                    .labels(Map.of("argocd.argoproj.io/secret-type", "repository"))
                    .build())
            .stringData(fields.asSecret())
            .build(),
        options.additionalSecretOutputs("data", "stringData").build());
  }
}
