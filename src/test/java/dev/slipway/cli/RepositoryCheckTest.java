package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.slipway.document.Json;
import dev.slipway.testing.TlsServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command with a forge that returns what a test sets; the chapter repository has the rest. */
class RepositoryCheckTest {
  private static final String TOKEN = "github_pat_11AAAA";
  private static final String REPOSITORY = "/repos/example-org/infrastructure";

  private record Answer(int status, String header, String body) {}

  private record Run(int exitCode, String out, String err) {}

  @TempDir private static Path folder;
  private static final Map<String, Answer> ANSWERS = new ConcurrentHashMap<>();
  private static final List<String> REQUESTS = new CopyOnWriteArrayList<>();
  private static TlsServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new TlsServer(folder, RepositoryCheckTest::answer);
  }

  @BeforeEach
  void clear() {
    ANSWERS.clear();
    REQUESTS.clear();
    answer(REPOSITORY, 200, "", "{\"default_branch\": \"main\", \"private\": true}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void answer(String path, int status, String header, String body) {
    ANSWERS.put(path, new Answer(status, header, body));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    REQUESTS.add(exchange.getRequestMethod() + " " + path);
    assertEquals(List.of("Bearer " + TOKEN), exchange.getRequestHeaders().get("Authorization"));
    Answer one = ANSWERS.getOrDefault(path, new Answer(404, "", "{\"message\": \"Not Found\"}"));
    if (!one.header().isEmpty()) {
      String[] header = one.header().split(": ", 2);
      exchange.getResponseHeaders().add(header[0], header[1]);
    }
    byte[] body = one.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(one.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Run run(String token, String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    RepositoryCheckCommand command =
        new RepositoryCheckCommand(
            Map.of("GITHUB_TOKEN", token, "SSL_CERT_FILE", server.authority().toString()));
    CommandLine line =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(Slipway::handle);
    List<String> arguments = new ArrayList<>(List.of("--forge", "github"));
    if (!List.of(more).contains("--url")) {
      arguments.addAll(List.of("--url", server.url()));
    }
    arguments.addAll(List.of("--repository", "example-org/infrastructure"));
    arguments.addAll(List.of(more));
    return new Run(line.execute(arguments.toArray(String[]::new)), out.toString(), err.toString());
  }

  @Test
  void unwritableFileIsRefusedWithAMessage() throws IOException {
    Run run = run(TOKEN, "--write", folder.resolve("absent/repository.json").toString());
    assertEquals(ExitCodes.INVALID.code(), run.exitCode(), run.err());
    assertTrue(run.err().startsWith("--write: cannot write "), run.err());
  }

  @Test
  void whatCannotBeReadIsNeverFine() throws IOException {
    Path file = folder.resolve("repository.json");
    Run run = run(TOKEN, "--write", file.toString());
    assertEquals(ExitCodes.FAILED.code(), run.exitCode(), run.err());
    assertTrue(
        run.out().contains("not assessed: approvals: main: what could be read does not require it"),
        run.out());
    assertTrue(
        run.out().endsWith(": weaker than required: 0; not assessed: 44; as required: 1\n"),
        run.out());
    assertTrue(Files.readString(file).contains("\"satisfied\" : [\n    \"default-branch: "));
    assertTrue(REQUESTS.stream().allMatch(one -> one.startsWith("GET ")), REQUESTS.toString());
  }

  @Test
  void readsEveryPage() {
    String rules = REPOSITORY + "/rules/branches/main";
    String next = server.url() + "/repositories/1/rules?page=2";
    answer(
        rules + "?per_page=100",
        200,
        "Link: <%s>; rel=\"next\", <%s>; rel=\"last\"".formatted(next, next),
        "[{\"type\": \"deletion\", \"ruleset_id\": 7}]");
    answer(
        "/repositories/1/rules?page=2",
        200,
        "",
        "[{\"type\": \"non_fast_forward\", \"ruleset_id\": 7}]");
    Run run = run(TOKEN, "-o", "json");
    assertTrue(run.out().contains("\"force-push: main\",\n    \"deletion: main\""), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | '' | {\"message\": \"Bad credentials\"} | GitHub does not accept the token of"
            + " GITHUB_TOKEN: status 401: Bad credentials",
        "403 | X-RateLimit-Remaining: 0 | {\"message\": \"API rate limit exceeded\"} | limits the"
            + " number of requests",
        "429 | '' | {} | run the command again later: status 429: no message",
        "301 | Location: https://192.0.2.1/ | {} | the repository or the API has moved",
        "500 | '' | <html> | status 500: no message",
        "200 | '' | <html> | the response is not JSON; is the URL that of the REST API?",
        "404 | '' | {\"message\": \"Not Found\"} | the repository does not exist, or the token may"
            + " not see it",
        "403 | '' | {\"message\": \"no github_pat_11AAAA\\u001b[2J\"} | status 403: no (token) [2J;"
            + " the repository",
      })
  void unexpectedResponsesAreMessages(int status, String header, String body, String message)
      throws IOException {
    answer(REPOSITORY, status, header, body);
    Path file = folder.resolve("unread.json");
    Files.deleteIfExists(file);
    Run run = run(TOKEN, "--write", file.toString());
    assertUnread(file, message);
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().contains(message), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertFalse(run.err().contains(TOKEN), run.err());
  }

  /** The evidence needs a file that has the reason, and nothing that looks satisfied. */
  private static void assertUnread(Path file, String reason) throws IOException {
    JsonNode document = Json.read(Files.readString(file), JsonNode.class);
    assertEquals("[]", document.path("weakenings").toString());
    assertEquals("[]", document.path("satisfied").toString());
    assertEquals(1, document.path("notAssessed").size());
    JsonNode unread = document.path("notAssessed").get(0);
    assertEquals("repository", unread.path("id").asText());
    assertEquals("[\"6.2\",\"A.8.32\",\"A.5.3\"]", unread.path("controls").toString());
    assertTrue(unread.path("reason").asText().contains(reason), unread.toString());
    assertFalse(document.toString().contains(TOKEN));
  }

  @Test
  void fileIsWrittenWithoutATokenAndWithoutANetwork() throws IOException {
    Path file = folder.resolve("unread.json");
    assertEquals(ExitCodes.FAILED.code(), run("", "--write", file.toString()).exitCode());
    assertUnread(file, "the environment variable GITHUB_TOKEN is not set");
    Run run = run(TOKEN, "--write", file.toString(), "--url", "https://127.0.0.1:9");
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    assertEquals("", run.out());
    assertUnread(file, ": no response: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"rules\": []} | '' | the response has no list",
        "[] | Link: <https://192.0.2.1/next>; rel=\"next\" | so the token is not sent there",
      })
  void incompleteListsAreMessages(String body, String header, String message) {
    answer(REPOSITORY + "/rulesets?per_page=100", 200, header, body);
    Run run = run(TOKEN);
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void listWithFewerItemsThanItCountsIsAnError() {
    answer(
        REPOSITORY + "/environments?per_page=100",
        200,
        "",
        "{\"total_count\": 2, \"environments\": []}");
    assertTrue(run(TOKEN).err().contains("the list is not complete"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the environment variable GITHUB_TOKEN is not set",
        "'secret token' | the value of the environment variable GITHUB_TOKEN is not a token",
      })
  void tokenIsOnlyInTheEnvironment(String token, String message) {
    Run run = run(token);
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    assertTrue(run.err().contains(message), run.err());
    assertFalse(run.err().contains("secret"), run.err());
    assertEquals(List.of(), REQUESTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--forge=gitea | 'gitea' is not a forge; use one of: github, gitlab",
        "--repository=infrastructure | is not the name of a repository on GitHub; expected"
            + " OWNER/NAME",
        "--repository=a/.. | is not the name of a repository on GitHub",
        "--repository=a/b?c | is not the name of a repository on GitHub",
        "--url=http://192.0.2.1 | --url http://192.0.2.1 is not a valid https URL",
        "--branch=../x | is not the name of a branch",
        "--environments=a?b | is not the name of an environment",
      })
  void invalidValuesAreRefused(String option, String message) {
    StringWriter err = new StringWriter();
    String name = option.replaceFirst("=.*", "");
    List<String> given =
        List.of("--forge=github", "--repository=a/b", "--branch=main", "--environments=a").stream()
            .filter(one -> !one.startsWith(name + "="))
            .toList();
    CommandLine line = Slipway.commandLine().setErr(new PrintWriter(err));
    String[] start = {"repository", "check", option};
    String[] all = Stream.concat(Stream.of(start), given.stream()).toArray(String[]::new);
    assertEquals(ExitCodes.INVALID.code(), line.execute(all));
    assertTrue(err.toString().contains(message), err.toString());
  }
}
