package dev.slipway.lab;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.document.Json;
import dev.slipway.plan.identity.Role;
import dev.slipway.testing.TokenCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tokens of src/test/resources/sign-in/tokens.yaml, sent to real API servers. */
public final class TokenTable {
  private static final String ACCEPTED = "[201,%s]";
  private static final String REFUSED = "[401,[]]";
  private static final String READING = "GET /select/logsql/query?query=*";

  /** Logins of one browser: 2 s each on a busy computer, and a command has a time limit. */
  private static final int LOGINS = 40;

  private TokenTable() {}

  /** Asserts that the API server of a stack answers each token as the table specifies. */
  public static void assertAnswers(String stack) throws JsonProcessingException {
    List<TokenCase> tokens = TokenCase.all();
    String probe =
        "python3 lab/probes/sign_in.py https://login.example.net %s %s"
            .formatted(Lab.kubeconfig(stack), file(tokens));
    assertExpected(tokens, new ObjectMapper().readTree(Lab.shell(probe).orFail("sign_in.py")));
  }

  /**
   * Asserts that the console of the audit log accepts the tokens that the API server of a stack
   * accepts, of a role that may read the log, and that nothing else can be done with them.
   */
  public static void assertAnswersOfLogConsole(String stack) throws JsonProcessingException {
    List<TokenCase> tokens = TokenCase.all();
    String probe =
        "python3 lab/probes/log_console.py https://login.example.net %s %s"
            .formatted(Lab.kubeconfig(stack), file(tokens));
    JsonNode answers = new ObjectMapper().readTree(Lab.shell(probe).orFail("log_console.py"));
    for (JsonNode request : answers) {
      String text = request.get("request").asText();
      for (int i = 0; i < tokens.size(); i++) {
        int status = request.get("statuses").get(i).asInt();
        String answer = "%s: %s: %d".formatted(text, tokens.get(i), status);
        if (text.equals(READING)) {
          assertEquals(readStatus(tokens.get(i)), status, answer);
        } else {
          assertTrue(status >= 300 || hasRole(tokens.get(i), "administrator"), answer);
        }
      }
    }
  }

  private static int readStatus(TokenCase token) {
    if (!(token.answer() instanceof TokenCase.Accepted)) {
      return 401;
    }
    return hasRole(token, "administrator") || hasRole(token, "auditor") ? 200 : 403;
  }

  private static boolean hasRole(TokenCase token, String role) {
    return token.answer() instanceof TokenCase.Accepted accepted && accepted.roles().contains(role);
  }

  /**
   * Asserts the answers to tokens that a login by browser yields. One login serves all stacks.
   *
   * @param client client id of the application of the command line
   */
  public static void assertAnswersToLogins(String client, List<String> stacks)
      throws JsonProcessingException {
    List<TokenCase> tokens = TokenCase.all();
    for (int from = 0; from < tokens.size(); from += LOGINS) {
      int end = Math.min(from + LOGINS, tokens.size());
      assertAnswersToLogins(client, stacks, tokens.subList(from, end));
    }
  }

  private static void assertAnswersToLogins(
      String client, List<String> stacks, List<TokenCase> tokens) throws JsonProcessingException {
    String kubeconfigs =
        stacks.stream().map(stack -> Lab.kubeconfig(stack).toString()).collect(joining(" "));
    String probe =
        "lab/probes/minted_logins.py https://login.example.net %s 'openid email profile' %s %s"
            .formatted(client, file(tokens), kubeconfigs);
    JsonNode answers = new ObjectMapper().readTree(Lab.shell(probe).orFail("minted_logins.py"));
    assertEquals(stacks.size(), answers.size());
    answers.forEach(ofStack -> assertExpected(tokens, ofStack));
  }

  private static Path file(List<TokenCase> tokens) {
    return Lab.secretFile(
        "tokens.json", Json.write(tokens.stream().map(TokenCase::claims).toList()));
  }

  private static void assertExpected(List<TokenCase> tokens, JsonNode answers) {
    assertEquals(tokens.size(), answers.size());
    List<String> different = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      String expected = expected(tokens.get(i));
      if (!expected.equals(answers.get(i).toString())) {
        different.add("%s: %s, expected %s".formatted(tokens.get(i), answers.get(i), expected));
      }
    }
    assertEquals(List.of(), different);
  }

  private static String expected(TokenCase token) {
    if (token.answer() instanceof TokenCase.Accepted accepted) {
      List<String> groups = new ArrayList<>(List.of("system:authenticated"));
      accepted.roles().stream().sorted().forEach(role -> groups.add(Role.PREFIX + role));
      return ACCEPTED.formatted(Json.write(groups));
    }
    return REFUSED;
  }
}
