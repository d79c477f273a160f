package dev.slipway.lab.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.lab.TokenTable;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People sign in to the Ops Cluster and a Management Cluster, with the kubeconfigs for people. */
@Tag("sign-in")
class SignInIT {
  private static final String OPS = "staging";
  private static final String OSL2 = "staging-osl2";
  private static final ClusterPlan.Identity IDENTITY = FleetFixture.cluster(OPS).identity();
  private static final String BROWSER = "browser";
  private static final String DEVICE = "device";

  /** An application of another project of the organization, in the lab's issuer. */
  private static final String WIKI = "301000000000000007";

  private static final String WIKI_PROJECT = "301000000000000008";

  /**
   * Begin of kubectl's message for status 401 to its first request, which reads the API's types.
   */
  private static final String REFUSED = "error: You must be logged in to the server (";

  @BeforeAll
  static void bringUp() {
    Lab.lab(30, "run", OPS, OSL2).orFail("lab run");
    for (String stack : List.of(OPS, OSL2)) {
      Lab.writeCredentials(stack);
      print(stack, DEVICE, "--sign-in");
      print(stack, BROWSER, "--sign-in --browser");
    }
  }

  private static void print(String stack, String where, String options) {
    String line = "./slipway kubeconfig %s %s".formatted(stack, options);
    Lab.secretFile(file(stack, where), Lab.shell(line).orFail("kubeconfig"));
  }

  private static String file(String stack, String where) {
    return "%s.%s.kubeconfig".formatted(stack, where);
  }

  private static SignIn signIn(Person person, String stack, String where, String... commands) {
    return SignIn.of(person, Lab.state(file(stack, where)), commands);
  }

  private static Person person(String role) {
    return Person.with(Map.of(IDENTITY.audience(), List.of(role)));
  }

  @ParameterizedTest
  @CsvSource({"staging,administrator", "staging-osl2,operator"})
  void browserShowsNameAndRole(String stack, String role) {
    Person person = person(role);
    SignIn signIn = signIn(person, stack, BROWSER, "auth whoami");
    assertEquals(List.of("Login", "Second factor", "Signed in", "Authenticated"), signIn.titles());
    assertEquals(person.name(), signIn.page("Second factor").get("user"));
    assertSignedIn(signIn, person, role);
  }

  @ParameterizedTest
  @CsvSource({"staging,operator", "staging-osl2,administrator"})
  void deviceShowsNameAndRole(String stack, String role) {
    Person person = person(role);
    SignIn signIn = signIn(person, stack, DEVICE, "auth whoami");
    assertEquals(
        List.of("Device", "Login", "Second factor", "Signed in", "Sign-in"), signIn.titles());
    assertEquals(
        "Return to the device. You can close this window.", signIn.page("Sign-in").get("text"));
    assertSignedIn(signIn, person, role);
  }

  private static void assertSignedIn(SignIn signIn, Person person, String role) {
    Map<String, String> page = signIn.page("Signed in");
    assertEquals(person.name(), page.get("user"));
    assertEquals(role, page.get("roles"));
    assertEquals("kubernetes", page.get("application"));
    assertEquals(List.of(), signIn.errors());
    String whoami = signIn.answers().get(0).orFail("auth whoami");
    assertTrue(whoami.contains("zitadel:" + person.name()), whoami);
    assertTrue(whoami.contains("[zitadel:%s system:authenticated]".formatted(role)), whoami);
  }

  @ParameterizedTest
  @CsvSource({"staging,browser", "staging-osl2,browser", "staging,device", "staging-osl2,device"})
  void refusesPasswordAlone(String stack, String where) {
    ApiServerLog log = new ApiServerLog(stack);
    String reason = "multi-factor authentication is required";
    long before = log.refusals(reason);
    SignIn signIn =
        signIn(person("administrator").withoutSecondFactor(), stack, where, "get nodes");
    assertEquals("administrator", signIn.page("Signed in").get("roles"));
    assertUnauthorized(signIn);
    assertTrue(log.refusals(reason) > before, "no refusal in the logs of " + stack);
  }

  private static void assertUnauthorized(SignIn signIn) {
    assertEquals(List.of(), signIn.errors());
    CommandResult answer = signIn.answers().get(0);
    assertNotEquals(0, answer.exitCode(), answer.output());
    assertTrue(answer.output().contains(REFUSED), answer.output());
  }

  @ParameterizedTest
  @ValueSource(strings = {OPS, OSL2})
  void auditorReadsAllButSecrets(String stack) {
    SignIn signIn =
        signIn(
            person("auditor"),
            stack,
            DEVICE,
            "get pods -A",
            "get secrets -A",
            "create namespace audit");
    signIn.answers().get(0).orFail("get pods");
    assertForbidden(signIn.answers().subList(1, 3));
  }

  /** Argo CD has no sign-in of its own: docs/adr/0027. */
  @Test
  void auditorReadsApplicationsOfArgoCd() {
    Lab.kubectl(OPS, "-n argocd get applications -o name").orFail("applications");
    SignIn signIn =
        signIn(
            person("auditor"),
            OPS,
            BROWSER,
            "-n argocd get applications -o name",
            "-n argocd delete applications --all",
            "-n argocd annotate applications --all argocd.argoproj.io/refresh=hard",
            "-n argocd get secrets");
    String applications = signIn.answers().get(0).orFail("get applications");
    assertTrue(applications.contains("application.argoproj.io/"), applications);
    assertForbidden(signIn.answers().subList(1, 4));
  }

  private static void assertForbidden(List<CommandResult> answers) {
    for (CommandResult answer : answers) {
      assertNotEquals(0, answer.exitCode(), answer.output());
      assertTrue(answer.output().contains("(Forbidden)"), answer.output());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {BROWSER, DEVICE})
  void pagesShowWhatIsWrong(String where) {
    SignIn signIn = signIn(person("auditor").withMistakes(), OSL2, where, "auth whoami");
    assertEquals(List.of("Username or password is invalid", "Code is invalid"), signIn.errors());
    signIn.answers().get(0).orFail("auth whoami");
  }

  @ParameterizedTest
  @ValueSource(strings = {BROWSER, DEVICE})
  void refusesPersonWithoutRole(String where) {
    Person person = Person.with(Map.of(WIKI_PROJECT, List.of("administrator")));
    SignIn signIn = signIn(person, OSL2, where, "auth whoami");
    assertEquals(
        List.of("Login not possible: the user has no role in the project of the application"),
        signIn.errors());
    assertEquals(List.of(), signIn.answers());
  }

  @Test
  void personDeniesAccessOfDevice() {
    SignIn signIn = signIn(person("auditor").denying(), OSL2, DEVICE, "auth whoami");
    assertEquals("Access denied. You can close this window.", signIn.page("Sign-in").get("text"));
    CommandResult answer = signIn.answers().get(0);
    assertNotEquals(0, answer.exitCode());
    assertTrue(answer.output().contains("access_denied"), answer.output());
  }

  /** The person is an administrator of the wiki, whose tokens name our project too. */
  @ParameterizedTest
  @ValueSource(strings = {OPS, OSL2})
  void refusesApplicationOfAnotherProject(String stack) throws IOException {
    String own = Files.readString(Lab.state(file(stack, BROWSER)));
    Path kubeconfig =
        Lab.secretFile("wiki.kubeconfig", own.replace(IDENTITY.clients().get(0), WIKI));
    Person person =
        Person.with(
            Map.of(
                IDENTITY.audience(), List.of("auditor"), WIKI_PROJECT, List.of("administrator")));
    ApiServerLog log = new ApiServerLog(stack);
    long before = log.refusals("issued to another application");
    SignIn signIn = SignIn.of(person, kubeconfig, "get secrets -A");
    assertEquals("wiki", signIn.page("Signed in").get("application"));
    assertEquals("administrator", signIn.page("Signed in").get("roles"));
    assertUnauthorized(signIn);
    assertTrue(
        log.refusals("issued to another application") > before,
        "no refusal in the logs of " + stack);
  }

  @Test
  void consoleOfTheAuditLogAsksTheApiServer() throws IOException {
    TokenTable.assertAnswersOfLogConsole(OPS);
  }

  @Test
  void loginYieldsEachTokenOfTheTable() throws IOException {
    TokenTable.assertAnswersToLogins(IDENTITY.clients().get(0), List.of(OPS, OSL2));
  }
}
