package dev.slipway.lab.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A change from a branch to a deployment, in the repository of an operator and with the stacks of
 * the lab. Each test continues where the one before ended.
 */
@Tag("change-workflow")
@TestMethodOrder(OrderAnnotation.class)
class ChangeWorkflowIT {
  private static final String STACK = "staging";
  private static final int CHANGED = 6;
  private static final int REFUSED = 5;
  private static final Path RECORD = OperatorRepository.file("deployments.jsonl");

  private static OperatorRepository repository;

  @BeforeAll
  static void bringUp() {
    Lab.lab(30, "run", STACK).orFail("lab run");
    repository = OperatorRepository.create(STACK);
    repository.git().git("branch", "base");
  }

  private static Path review(String name) {
    return OperatorRepository.file(name + ".json");
  }

  /** Commits the stack files, previews them, and keeps the review. */
  private static JsonNode preview(String name) {
    repository.git().commit(name);
    String line =
        repository.line("preview --base base -o json --report %s.md > %2$s; echo exit code $?");
    CommandResult result = Lab.shell(line.formatted(OperatorRepository.file(name), review(name)));
    try {
      JsonNode document = Json.read(Files.readString(review(name)), JsonNode.class);
      System.out.println(Files.readString(OperatorRepository.file(name + ".md")));
      return document;
    } catch (IOException absent) {
      throw new AssertionError(result.output(), absent);
    }
  }

  private static CommandResult deploy(String review) {
    return repository.slipway("deploy --reviewed %s --record %s".formatted(review(review), RECORD));
  }

  private static List<String> events() throws IOException {
    return Files.readString(RECORD)
        .lines()
        .map(line -> Json.read(line, JsonNode.class))
        .map(entry -> entry.path("stack").asText() + " " + entry.path("event").asText())
        .toList();
  }

  @Test
  @Order(1)
  void withoutAChangeNothingIsPreviewed() {
    CommandResult result = repository.slipway("preview --base base");
    assertEquals(0, result.exitCode(), result.output());
    assertTrue(result.output().contains("The change affects no stack."), result.output());
  }

  /** A path that no rule names affects every stack; only staging has a state. */
  @Test
  @Order(2)
  void codeAffectsEveryStack() {
    repository.git().with("program.txt", "a path that no rule names");
    CommandResult result = repository.slipway("preview --base base");
    repository.git().git("clean", "--force", "--quiet");
    assertEquals(CHANGED, result.exitCode(), result.output());
    assertTrue(result.output().contains("| staging | none | "), result.output());
  }

  @Test
  @Order(3)
  void openedConnectionIsPreviewed() {
    repository
        .stacks()
        .with(
            STACK,
            "adminPrefixes: [198.51.100.0/28]",
            "adminPrefixes: [198.51.100.0/28, 198.51.100.80/29]");
    JsonNode document = preview("opened");
    assertEquals("changes", document.path("outcome").asText());
    assertEquals(
        List.of("198.51.100.80/29"),
        document.path("opened").findValuesAsText("from").stream().distinct().toList());
    assertFalse(document.path("stacks").path(0).path("steps").isEmpty());
  }

  @Test
  @Order(4)
  void reviewedChangeIsDeployed() throws IOException {
    CommandResult first = deploy("opened");
    assertEquals(0, first.exitCode(), first.output());
    assertEquals(List.of("staging STARTED", "staging SUCCEEDED"), events());
    CommandResult second = deploy("opened");
    assertEquals(0, second.exitCode(), second.output());
    assertTrue(second.output().contains("staging: nothing to do"), second.output());
    assertEquals(2, events().size());
    repository.git().git("branch", "--force", "base");
  }

  /** A rule that no plan has is added between review and deployment. */
  @Test
  @Order(5)
  void changedCloudStopsTheDeployment() throws IOException {
    repository.stacks().with(STACK, "198.51.100.80/29", "198.51.100.88/29");
    preview("moved");
    Lab.shell(
            "openstack --os-cloud staging security group rule create --ingress --protocol tcp"
                + " --dst-port 9999 --remote-ip 198.51.100.250/32 --description foreign"
                + " staging-worker")
        .orFail("rule create");
    CommandResult stopped = deploy("moved");
    assertEquals(REFUSED, stopped.exitCode(), stopped.output());
    assertTrue(
        stopped.output().contains("the cloud or the cluster changed since the review"),
        stopped.output());
    assertTrue(stopped.output().contains("9999"), stopped.output());
    assertEquals(2, events().size());
    System.out.println(stopped.output());
  }

  /** Without the rule the same review counts; its deployment is killed, and continues. */
  @Test
  @Order(6)
  void killedDeploymentContinues() throws IOException {
    Lab.shell(
            "openstack --os-cloud staging security group rule delete $(openstack --os-cloud staging"
                + " security group rule list staging-worker -f value -c ID -c 'Port Range'"
                + " | awk '$2 == \"9999:9999\" {print $1}')")
        .orFail("rule delete");
    String line =
        repository.line("deploy --reviewed %s --record %s".formatted(review("moved"), RECORD));
    CommandResult killed =
        Lab.shell(
            """
            log=$(mktemp); trap 'rm -f $log' EXIT
            setsid bash -c '%s' >$log 2>&1 & deploy=$!
            until grep -qE 'creat(ing|ed)|updat(ing|ed) \\(' $log || ! kill -0 $deploy 2>/dev/null; do sleep 0.1; done
            sleep 0.3; kill -9 -- -$deploy; cat $log; wait $deploy
            """
                .formatted(line));
    assertEquals(137, killed.exitCode(), killed.output());
    assertEquals("staging STARTED", events().get(2));
    System.out.println(killed.output() + Recovery.afterKill(STACK, Map.of()));
    CommandResult rest = deploy("moved");
    assertEquals(0, rest.exitCode(), rest.output());
    assertEquals(
        List.of("staging INTERRUPTED", "staging STARTED", "staging SUCCEEDED"),
        events().subList(3, events().size()));
    CommandResult drift = Lab.shell("./slipway drift " + STACK, environment());
    assertEquals("staging: no drift", drift.orFail("drift").strip());
  }

  private static Map<String, String> environment() {
    return Map.of("SLIPWAY_STACKS", repository.stacks().path().toString());
  }

  /** Secrets of the state are in no report, review or record. */
  @Test
  @Order(7)
  void noSecretIsInReviewOrRecord() throws IOException {
    String bundle =
        Lab.shell("pulumi stack export --show-secrets --stack " + STACK).orFail("export");
    List<String> secrets =
        Json.read(bundle, JsonNode.class).findValuesAsText("plaintext").stream()
            .filter(text -> text.length() > 20)
            .toList();
    assertTrue(secrets.size() > 10, "secrets: " + secrets.size());
    for (String name : List.of("opened", "moved")) {
      String text =
          Files.readString(review(name)) + Files.readString(OperatorRepository.file(name + ".md"));
      for (String secret : secrets) {
        assertFalse(text.contains(secret.replaceAll("^\"|\"$", "")), name);
      }
    }
  }
}
