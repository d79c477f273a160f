package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.value.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The variables of processes of one environment. */
class PulumiVariablesTest {
  private static final Map<String, String> OTHERS = Map.of("HOME", "/h", "CI_STAGING_NAME", "x");

  private static Map<String, String> process(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(OTHERS);
    all.putAll(variables);
    return all;
  }

  private static void assertStaging(Map<String, String> expected, Map<String, String> variables) {
    Map<String, String> process = process(variables);
    assertEquals(process(expected), PulumiVariables.of(Environment.STAGING, process).in(process));
  }

  @Test
  void withoutSuffixesNothingChanges() {
    Map<String, String> usual = Map.of("PULUMI_BACKEND_URL", "a", "AWS_PROFILE", "b");
    assertStaging(usual, usual);
  }

  @Test
  void variableOfTheEnvironmentReplacesTheUsualOne() {
    assertStaging(
        Map.of("PULUMI_BACKEND_URL", "s3://staging", "AWS_REGION", "r"),
        Map.of(
            "PULUMI_BACKEND_URL", "s3://all",
            "PULUMI_BACKEND_URL_STAGING", "s3://staging",
            "AWS_REGION_STAGING", "r"));
  }

  /** A program of staging must not read the passphrase of production. */
  @Test
  void variablesOfNoEnvironmentAreInherited() {
    for (String name :
        List.of(
            "PULUMI_CONFIG_PASSPHRASE",
            "PULUMI_CONFIG_PASSPHRASE_FILE",
            "PULUMI_ACCESS_TOKEN",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AZURE_STORAGE_KEY",
            "AZURE_CLIENT_SECRET",
            "GOOGLE_CREDENTIALS",
            "VAULT_SERVER_TOKEN",
            "SLIPWAY_ZITADEL_KEY")) {
      assertStaging(
          Map.of(name, "own"),
          Map.of(name + "_STAGING", "own", name + "_PRODUCTION", "p", name + "_TESTING", "t"));
    }
  }

  /** Programs and plugins read more credentials than the table has. */
  @Test
  void suffixedVariablesOutsideTheTableAreInheritedByNone() {
    for (String name :
        List.of(
            "VAULT_TOKEN",
            "OS_APPLICATION_CREDENTIAL_SECRET",
            "AZURE_STORAGE_CONNECTION_STRING",
            "")) {
      assertStaging(
          Map.of(),
          Map.of(name + "_STAGING", "own", name + "_PRODUCTION", "p", name + "_TESTING", "t"));
    }
  }

  @Test
  void passphraseAndItsFileReplaceEachOther() {
    assertStaging(
        Map.of("PULUMI_CONFIG_PASSPHRASE", "own"),
        Map.of("PULUMI_CONFIG_PASSPHRASE_STAGING", "own", "PULUMI_CONFIG_PASSPHRASE_FILE", "f"));
    assertStaging(
        Map.of("PULUMI_CONFIG_PASSPHRASE_FILE", "own"),
        Map.of("PULUMI_CONFIG_PASSPHRASE_FILE_STAGING", "own", "PULUMI_CONFIG_PASSPHRASE", ""));
  }

  /** A session token belongs to one key, and keys would win over a profile. */
  @Test
  void credentialReplacesEveryOtherOneOfItsService() {
    Map<String, String> usual =
        Map.of(
            "AWS_ACCESS_KEY_ID", "a",
            "AWS_SECRET_ACCESS_KEY", "b",
            "AWS_SESSION_TOKEN", "c",
            "AWS_REGION", "r");
    Map<String, String> variables = process(usual);
    variables.put("AWS_PROFILE_STAGING", "staging");
    assertStaging(Map.of("AWS_PROFILE", "staging", "AWS_REGION", "r"), variables);
  }

  /** A forge sets a variable that an operator did not define to an empty text. */
  @Test
  void emptyVariableIsNotSet() {
    assertStaging(
        Map.of("PULUMI_CONFIG_PASSPHRASE", "all"),
        Map.of("PULUMI_CONFIG_PASSPHRASE", "all", "PULUMI_CONFIG_PASSPHRASE_STAGING", ""));
  }

  /** Its rows are those of stacks/README.md. */
  @Test
  void everyVariableIsDocumented() throws IOException {
    Set<String> documented = new TreeSet<>();
    for (String row : Files.readAllLines(Path.of("stacks/README.md"))) {
      if (row.matches("\\| .* \\| (`[A-Z_]+`(, )?)+ \\|")) {
        Pattern.compile("`([A-Z_]+)`")
            .matcher(row)
            .results()
            .forEach(one -> documented.add(one.group(1)));
      }
    }
    Set<String> table = new TreeSet<>();
    PulumiVariables.ALTERNATIVES.forEach(table::addAll);
    assertEquals(table, documented);
  }

  @Test
  void valuesAreNotPrinted() {
    assertEquals(
        "[VAULT_SERVER_TOKEN], without [VAULT_SERVER_TOKEN, VAULT_SERVER_TOKEN_TESTING]",
        PulumiVariables.of(Environment.TESTING, Map.of("VAULT_SERVER_TOKEN_TESTING", "secret"))
            .toString());
  }
}
