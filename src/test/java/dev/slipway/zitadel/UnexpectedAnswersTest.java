package dev.slipway.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of Zitadel, or of something before it, that are not what Zitadel documents. */
class UnexpectedAnswersTest {
  private static final String ORGANIZATION = "GET /orgs/me";
  private static final String PROJECTS = "POST /projects/_search";
  private static final String APPS = "POST /projects/2/apps/_search";
  private static final String TOKEN = "POST /oauth/v2/token";
  private static final String NONE = "{\"details\": {\"viewTimestamp\": \"2026-01-01T00:00:00Z\"}}";

  @TempDir private static Path folder;
  private static ZitadelServer zitadel;

  private final List<String> actions = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    zitadel = new ZitadelServer(folder);
  }

  @AfterAll
  static void stop() {
    zitadel.close();
  }

  @BeforeEach
  void usual() {
    zitadel
        .answerOnly(TOKEN, 200, "{\"access_token\": \"token\"}")
        .answerOnly(ORGANIZATION, 200, "{\"org\": {\"id\": \"1\", \"name\": \"staging\"}}")
        .answerOnly(PROJECTS, 200, NONE)
        .answerOnly("POST /projects", 200, "{\"id\": \"2\"}")
        .answerOnly(APPS, 200, NONE)
        .answerOnly("POST /projects/2/apps/oidc", 200, "{\"appId\": \"3\", \"clientId\": \"4\"}");
  }

  private Object init() {
    return new IdentitySetup(zitadel.open(), true, actions).ids("staging", Optional.empty());
  }

  private String refusal() {
    int before = zitadel.changes().size();
    String message = assertThrows(ZitadelException.class, this::init).toString();
    assertEquals(before, zitadel.changes().size(), "something was changed");
    return message;
  }

  private static String list(int total, String... objects) {
    return "{\"details\": {\"totalResult\": \"%d\"}, \"result\": [%s]}"
        .formatted(total, String.join(",", objects));
  }

  @Test
  void usualAnswersAreAccepted() {
    assertTrue(init().toString().contains("client=4"), init().toString());
  }

  /** An id becomes text of a stack file: a quote in it would be further keys. */
  @ParameterizedTest
  @CsvSource({
    "GET /orgs/me, {\"org\": {}}, ''",
    "GET /orgs/me, '{\"org\": {\"id\": \"1\\\", x: \\\"\"}}', '1\", x: \"'",
    "POST /projects, {}, ''",
    "POST /projects, '{\"id\": \"2\\n\"}', '2\n'",
  })
  void idThatIsNotANumberIsRefused(String request, String body, String id) {
    zitadel.answerOnly(request, 200, body);
    String message = assertThrows(ZitadelException.class, this::init).toString();
    assertTrue(message.contains("\"" + id + "\""), message);
    assertTrue(message.contains("is not an id of Zitadel"), message);
  }

  @Test
  void clientIdThatIsNotANumberIsRefused() {
    zitadel.answerOnly("POST /projects/2/apps/oidc", 200, "{\"appId\": \"3\", \"clientId\": \"\"}");
    String message = assertThrows(ZitadelException.class, this::init).toString();
    assertTrue(message.contains("is not a client id of Zitadel"), message);
  }

  /** A proxy that requires a sign-in, or another site. */
  @ParameterizedTest
  @CsvSource({
    "302, '', 'status 302'",
    "200, '', 'is not a JSON object'",
    "200, null, 'is not a JSON object'",
    "200, [], 'is not a JSON object'",
    "200, <html></html>, 'is not a JSON object'",
    "200, {}, 'has no org'",
    "404, {}, 'has no org'",
    "204, '', 'status 204'",
  })
  void anAnswerThatIsNotZitadelsIsRefused(int status, String body, String expected) {
    zitadel.answerOnly(ORGANIZATION, status, body);
    assertTrue(refusal().contains(expected), refusal());
  }

  /** A server that does not support a query ignores it. */
  @Test
  void projectOfAnotherNameIsNotAdopted() {
    String other = "{\"id\": \"9\", \"name\": \"wiki\", \"state\": \"PROJECT_STATE_ACTIVE\"}";
    zitadel.answerOnly(PROJECTS, 200, list(1, other));
    init();
    assertTrue(actions.contains("project slipway-staging: created"), actions.toString());
  }

  @Test
  void twoProjectsOfTheNameAreRefused() {
    zitadel.answerOnly(
        PROJECTS,
        200,
        list(
            2,
            "{\"id\": \"8\", \"name\": \"slipway-staging\"}",
            "{\"id\": \"9\", \"name\": \"slipway-staging\"}"));
    assertTrue(refusal().contains("has 2 objects project slipway-staging: 8, 9"), refusal());
  }

  @Test
  void applicationThatIsNotOfOidcIsNotChanged() {
    zitadel.answerOnly(PROJECTS, 200, list(1, project()));
    zitadel.answerOnly(APPS, 200, list(1, "{\"id\": \"3\", \"name\": \"kubernetes\"}"));
    int before = zitadel.changes().size();
    String message = assertThrows(ZitadelException.class, this::init).toString();
    assertTrue(message.contains("is not a client id of Zitadel"), message);
    assertFalse(
        zitadel.changes().subList(before, zitadel.changes().size()).toString().contains("/apps/"));
  }

  private static String project() {
    return "{\"id\": \"2\", \"name\": \"slipway-staging\", \"projectRoleAssertion\": true,"
        + " \"projectRoleCheck\": true, \"hasProjectCheck\": true}";
  }

  @Test
  void allPagesAreRead() {
    zitadel
        .answerOnly(PROJECTS, 200, list(3, "{\"id\": \"1\"}", "{\"id\": \"2\"}"))
        .answer(PROJECTS, 200, list(3, "{\"id\": \"3\"}"));
    List<JsonNode> found = zitadel.open().search("/projects", Map.of());
    assertEquals(3, found.size(), found.toString());
  }

  /** A grant that the list leaves out is a grant that the command does not see. */
  @Test
  void aPartOfAListIsRefused() {
    for (String body :
        List.of(
            "{\"result\": [{\"id\": \"1\"}]}",
            list(1, "{\"id\": \"1\"}", "{\"id\": \"2\"}"),
            list(3))) {
      zitadel.answerOnly(PROJECTS, 200, body);
      ZitadelApi api = zitadel.open();
      String message =
          assertThrows(ZitadelException.class, () -> api.search("/projects", Map.of())).toString();
      assertTrue(message.contains(" objects and counts "), message);
    }
  }

  @Test
  void projectWithAnotherIdIsRefused() {
    zitadel
        .answerOnly("GET /policies/login", 200, "{\"policy\": {}}")
        .answerOnly("GET /projects/7", 200, "{\"project\": {\"id\": \"8\"}}");
    String message =
        assertThrows(ZitadelException.class, () -> LiveIdentity.read(zitadel.open(), "7"))
            .toString();
    assertTrue(message.contains("Zitadel returned the project \"8\" for the id 7"), message);
  }

  /** Java quotes the value of a header that it refuses. */
  @Test
  void tokenIsInNoMessage() {
    for (String token : List.of("secret\\r\\nX-Other: a", "secret\\u0000", "")) {
      zitadel.answerOnly(TOKEN, 200, "{\"access_token\": \"" + token + "\"}");
      String message = assertThrows(ZitadelException.class, zitadel::open).toString();
      assertFalse(message.contains("secret"), message);
      assertTrue(message.contains("no valid access_token"), message);
    }
  }
}
