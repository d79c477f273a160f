package dev.slipway.guard;

import dev.slipway.process.ChildVariables;
import dev.slipway.value.Environment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The environment variables of {@code pulumi} processes of one deployment environment. A variable
 * with the environment's suffix, for example {@code PULUMI_BACKEND_URL_STAGING}, holds for its
 * stacks, without the suffix, if it is in the table of stacks/README.md. A process gets no variable
 * that ends in the suffix of an environment, in the table or not, so a program of staging cannot
 * read the passphrase of production.
 */
public final class PulumiVariables {
  /**
   * Variables that state backends, secrets providers and the programs read. One that is set for an
   * environment replaces all in its list: a passphrase replaces the file with one.
   */
  static final List<List<String>> ALTERNATIVES =
      List.of(
          List.of("PULUMI_BACKEND_URL"),
          List.of("PULUMI_ACCESS_TOKEN"),
          List.of("PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"),
          List.of(
              "AWS_ACCESS_KEY_ID",
              "AWS_SECRET_ACCESS_KEY",
              "AWS_SESSION_TOKEN",
              "AWS_PROFILE",
              "AWS_ROLE_ARN",
              "AWS_WEB_IDENTITY_TOKEN_FILE"),
          List.of("AWS_REGION", "AWS_DEFAULT_REGION"),
          List.of("AZURE_STORAGE_ACCOUNT", "AZURE_STORAGE_KEY", "AZURE_STORAGE_SAS_TOKEN"),
          List.of("AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"),
          List.of("GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CREDENTIALS"),
          List.of("VAULT_SERVER_URL"),
          List.of("VAULT_SERVER_TOKEN"),
          List.of("SLIPWAY_ZITADEL_KEY"));

  private PulumiVariables() {}

  /**
   * Plans the variables. An empty value counts as not set.
   *
   * @param process the variables of this process
   */
  public static ChildVariables of(Environment environment, Map<String, String> process) {
    Map<String, String> set = new HashMap<>();
    Set<String> removed = new HashSet<>();
    process.keySet().stream().filter(PulumiVariables::isSuffixed).forEach(removed::add);
    for (List<String> names : ALTERNATIVES) {
      for (String name : names) {
        String value = process.getOrDefault(name + suffix(environment), "");
        if (!value.isEmpty()) {
          set.put(name, value);
          removed.addAll(names);
        }
      }
    }
    return new ChildVariables(set, removed);
  }

  private static boolean isSuffixed(String name) {
    return Arrays.stream(Environment.values()).anyMatch(any -> name.endsWith(suffix(any)));
  }

  private static String suffix(Environment environment) {
    return "_" + environment.text().toUpperCase(Locale.ROOT);
  }
}
