package dev.slipway.lab.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Toolchain;
import dev.slipway.testing.StackFiles;
import dev.slipway.zitadel.ZitadelApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Zitadel's objects, from an empty organization to a destroy that is refused. */
@Tag("zitadel")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ZitadelIT {
  @TempDir private static Path folder;
  private static ZitadelInstance zitadel;
  private static ZitadelStack stack;
  private static StackFiles files;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Toolchain toolchain = Toolchain.of("pulumi", "zitadel", "zitadeld");
    zitadel = new ZitadelInstance(toolchain.program("zitadeld"), folder.resolve("zitadel"));
    files = StackFiles.shipped(folder.resolve("stacks"));
    for (String name : List.of("staging", "staging-osl2", "staging-sto2")) {
      files
          .with(name, "https://login.example.net", zitadel.issuer())
          .with(name, "  audience: \"301000000000000002\"\n", "")
          .with(name, "  organization: \"301000000000000001\"\n", "")
          .with(name, "  clients: [\"301000000000000003\"]\n", "");
    }
    stack = new ZitadelStack(folder, files.path(), toolchain, zitadel);
  }

  @AfterAll
  static void stop() {
    zitadel.close();
  }

  @Test
  @Order(1)
  void initCreatesNothingWithoutWrite() throws Exception {
    String before = files.text("staging");
    String output = stack.slipway("identity", "init", "staging").orFail("identity init");
    assertTrue(output.contains("project slipway-staging: would be created"), output);
    assertEquals(before, files.text("staging"));
    assertEquals(List.of(), zitadel.api("staging").search("/projects", Map.of()));
  }

  @Test
  @Order(2)
  void initCreatesProjectAndApplicationAndWritesTheirIds() throws Exception {
    stack.slipway("identity", "init", "staging", "--write").orFail("identity init");
    String after = files.text("staging");
    assertTrue(after.contains("  zitadel: { application: \""), after);
    stack.slipway("check").orFail("check");
    String again = stack.slipway("identity", "init", "staging", "--write").orFail("init again");
    assertFalse(again.contains("created"), again);
    assertFalse(again.contains("+++"), again);
    assertEquals(after, files.text("staging"));
  }

  /** A key of another organization must not create anything there. */
  @Test
  @Order(3)
  void initRefusesTheKeyOfAnotherOrganization() throws Exception {
    CommandResult refused =
        stack.slipway(zitadel.variables("other"), "identity", "init", "staging", "--write");
    assertEquals(1, refused.exitCode(), refused.output());
    assertTrue(refused.output().contains("nothing is created: the key belongs to organization"));
    assertEquals(List.of(), zitadel.api("other").search("/projects", Map.of()));
  }

  @Test
  @Order(4)
  void updateMakesTheRestAndTheNextOneChangesNothing() throws Exception {
    addGrant();
    String first = stack.update("up").orFail("up");
    assertTrue(first.contains("= 2 imported"), first);
    assertTrue(first.contains("role-administrator"), first);
    String second = stack.update("up", "--refresh").orFail("second up");
    assertTrue(second.contains("11 unchanged"), second);
    assertFalse(second.contains(" updated"), second);
    String state = stack.pulumi("stack", "export", "--show-secrets").orFail("stack export");
    assertFalse(state.contains("PRIVATE KEY"), "the key of the service user is in the state");
    assertEquals(0, check().exitCode(), check().output());
  }

  private static void addGrant() {
    Map<String, Object> person =
        Map.of(
            "userName", "ada",
            "profile", Map.of("firstName", "Ada", "lastName", "Example"),
            "email", Map.of("email", "ada@example.net", "isEmailVerified", true));
    String user = zitadel.api("staging").post("/users/human", person).path("userId").asText();
    files.withText(
        "staging",
        files
            .text("staging")
            .replaceFirst(
                "zitadel: \\{ (application: \"\\d+\") \\}",
                "zitadel: { $1, grants: { administrator: [\"" + user + "\"] } }"));
  }

  @Test
  @Order(5)
  void aWeakeningIsShownNamedAndUndone() throws Exception {
    weaken();
    CommandResult named = check();
    assertEquals(3, named.exitCode(), named.output());
    for (String one :
        List.of(
            "forceMfa is false, expected true: users sign in with one factor",
            "forceMfaLocalOnly is true, expected false: federated users sign in with one factor",
            "SECOND_FACTOR_TYPE_OTP_SMS",
            "projectRoleAssertion is false",
            "devMode is true, expected false: redirect URIs are not checked",
            "http://attacker.example.net",
            "OIDC_GRANT_TYPE_IMPLICIT",
            "may grant its roles [administrator]; remove this grant",
            "application wiki",
            "roles are [auditor], expected [administrator]")) {
      assertTrue(named.output().contains(one), one + " is not in\n" + named.output());
    }
    String shown = stack.update("refresh").orFail("refresh").replaceAll(" +:", ":");
    assertTrue(shown.contains("~ forceMfa: true => false"), shown);
    assertTrue(shown.contains("~ projectRoleAssertion: true => false"), shown);
    assertTrue(shown.contains("~ devMode: false => true"), shown);
    stack.update("up").orFail("up");
    // Slipway does not delete what people made.
    String left = check().output();
    assertEquals(2, left.lines().filter(line -> !line.startsWith("warning")).count(), left);
    assertTrue(left.contains("application wiki"), left);
    assertTrue(left.contains("may grant its roles"), left);
  }

  private static void weaken() {
    ZitadelApi api = zitadel.api("staging");
    ObjectNode policy = api.get("/policies/login").orElseThrow().withObject("/policy");
    policy.remove(List.of("details", "secondFactors", "multiFactors", "isDefault", "idps"));
    api.put("/policies/login", policy.put("forceMfa", false).put("forceMfaLocalOnly", true));
    api.post("/policies/login/second_factors", Map.of("type", "SECOND_FACTOR_TYPE_OTP_SMS"));
    JsonNode project = api.search("/projects", Map.of()).get(0);
    String path = "/projects/" + project.path("id").asText();
    api.put(path, Map.of("name", project.path("name").asText(), "hasProjectCheck", true));
    JsonNode application = api.search(path + "/apps", Map.of()).get(0);
    ObjectNode config = application.withObject("/oidcConfig");
    config.retain("responseTypes", "appType", "authMethodType", "idTokenRoleAssertion");
    config.put("devMode", true);
    config
        .putArray("grantTypes")
        .add("OIDC_GRANT_TYPE_AUTHORIZATION_CODE")
        .add("OIDC_GRANT_TYPE_IMPLICIT");
    config.putArray("redirectUris").add("http://attacker.example.net");
    api.put(path + "/apps/" + application.path("id").asText() + "/oidc_config", config);
    api.post(
        path + "/apps/oidc",
        Map.of(
            "name", "wiki",
            "responseTypes", List.of("OIDC_RESPONSE_TYPE_CODE"),
            "grantTypes", List.of("OIDC_GRANT_TYPE_AUTHORIZATION_CODE")));
    String other = zitadel.api("other").get("/orgs/me").orElseThrow().at("/org/id").asText();
    api.post(path + "/grants", Map.of("grantedOrgId", other, "roleKeys", List.of("administrator")));
    JsonNode grant = api.search("/users/grants", Map.of()).get(0);
    api.put(
        "/users/%s/grants/%s".formatted(grant.path("userId").asText(), grant.path("id").asText()),
        Map.of("roleKeys", List.of("auditor")));
  }

  @Test
  @Order(6)
  void aGrantByHandStays() throws Exception {
    ZitadelApi api = zitadel.api("staging");
    String user =
        api.post("/users/machine", Map.of("userName", "robot", "name", "robot"))
            .path("userId")
            .asText();
    String project = api.search("/projects", Map.of()).get(0).path("id").asText();
    api.post(
        "/users/" + user + "/grants",
        Map.of("projectId", project, "roleKeys", List.of("developer")));
    stack.update("up", "--refresh").orFail("up");
    assertEquals(2, api.search("/users/grants", Map.of()).size());
  }

  /** The command ends before anything is deleted, also what is not protected. */
  @Test
  @Order(7)
  void destroyIsRefused() throws Exception {
    String before = Files.readString(folder.resolve("zitadel/state/state.json"));
    String auditor =
        "urn:pulumi:staging::slipway::slipway:identity:ZitadelObjects$"
            + "zitadel:index/projectRole:ProjectRole::staging-zitadel-role-auditor";
    stack.pulumi("state", "unprotect", "--yes", auditor).orFail("state unprotect");
    CommandResult refused = stack.update("destroy");
    assertTrue(refused.exitCode() != 0, refused.output());
    assertTrue(refused.output().contains("because it is protected"), refused.output());
    assertEquals(before, Files.readString(folder.resolve("zitadel/state/state.json")));
  }

  private static CommandResult check() throws IOException, InterruptedException {
    return stack.slipway("identity", "check", "staging");
  }
}
