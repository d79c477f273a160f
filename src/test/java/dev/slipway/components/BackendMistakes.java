package dev.slipway.components;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Mistakes by which an update of staging would use another state than staging's. */
final class BackendMistakes {
  private static final String NETWORK = "network:\n";

  private final Map<String, Consumer<Attempt>> mistakes = new LinkedHashMap<>();

  private BackendMistakes() {}

  static Map<String, Consumer<Attempt>> all() {
    BackendMistakes all = new BackendMistakes();
    all.add();
    return all.mistakes;
  }

  private void add() {
    String own = "s3://staging-state?region=eu-north-1";
    backend("s3://production-state?region=eu-north-1", own);
    backend("s3://production-state?region=eu-north-1", "s3://shared-states/staging");
    backend("https://user:hidden@api.example.net", own);
    mistake("state backend: last login", to -> to.files.with("staging", NETWORK, state(own)));
    mistake(
        "state backend: last login to production's",
        to ->
            to.file(".pulumi/credentials.json", "{\"current\": \"s3://production-state\"}")
                .files
                .with("staging", NETWORK, state(own)));
    mistake(
        "secrets provider of another environment",
        to ->
            to.variable("PULUMI_BACKEND_URL", own)
                .files
                .with(
                    "staging", NETWORK, state(own).replace("passphrase", "hashivault://staging")));
    mistake(
        "state backend of production in the stack file",
        to -> to.files.with("staging", NETWORK, state("s3://production-state")));
    mistake(
        "one bucket for two environments",
        to ->
            to.files
                .with("staging", NETWORK, state("s3://states/staging"))
                .with("production", NETWORK, state("s3://states/production")));
  }

  private void backend(String used, String own) {
    mistake(
        "state backend: %s instead of %s".formatted(used, own),
        to -> to.variable("PULUMI_BACKEND_URL", used).files.with("staging", NETWORK, state(own)));
  }

  private static String state(String backend) {
    return "state: { backend: \"%s\", secretsProvider: passphrase }\n%s"
        .formatted(backend, NETWORK);
  }

  private void mistake(String name, Consumer<Attempt> change) {
    mistakes.put(name, change);
  }
}
