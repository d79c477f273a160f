package dev.slipway.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.plan.identity.ZitadelSettings;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.DnsLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeakeningsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZitadelPlan PLAN =
      ZitadelPlan.of(FleetFixture.allKeys().clusterOrThrow(DnsLabel.parse("staging")));
  private static final String ORGANIZATION = PLAN.identity().organization();

  /** The objects as planned, in the form of Zitadel's API; tests change them. */
  private final ObjectNode organization = JSON.createObjectNode().put("id", ORGANIZATION);

  private final ObjectNode key = key("2026-01-01T08:00:00Z", "2026-04-01T23:00:00Z");
  private final ObjectNode project = node(ZitadelPlan.projectSettings("staging"), "PROJECT");
  private final ObjectNode policy = node(ZitadelPlan.loginPolicy(), "");
  private final ObjectNode application = JSON.createObjectNode().put("name", "kubernetes");
  private final List<JsonNode> roles = new ArrayList<>();
  private final List<JsonNode> projectGrants = new ArrayList<>();
  private final List<JsonNode> applications = new ArrayList<>(List.of(application));
  private final List<JsonNode> grants = new ArrayList<>();

  WeakeningsTest() {
    application.put("id", "301000000000000004").put("state", "APP_STATE_ACTIVE");
    application.set("oidcConfig", node(ZitadelPlan.application(), ""));
    config().put("clientId", PLAN.identity().clients().get(0));
    PLAN.roles().forEach(key -> roles.add(JSON.createObjectNode().put("key", key)));
    PLAN.grants().forEach((user, keys) -> grants.add(grant(user, keys)));
  }

  private static ObjectNode node(ZitadelSettings settings, String state) {
    ObjectNode node = JSON.valueToTree(LiveSettings.request(settings));
    return state.isEmpty() ? node : node.put("state", state + "_STATE_ACTIVE");
  }

  private static ObjectNode grant(String user, List<String> roles) {
    ObjectNode grant = JSON.createObjectNode().put("userId", user).put("orgId", ORGANIZATION);
    roles.forEach(grant.putArray("roleKeys")::add);
    return grant;
  }

  private static ObjectNode key(String created, String end) {
    ObjectNode key = JSON.createObjectNode().put("id", "34").put("expirationDate", end);
    key.putObject("details").put("creationDate", created);
    return key;
  }

  private static ZitadelPlan withClient(String client) {
    ClusterPlan.Identity one = PLAN.identity();
    List<String> clients = List.of(one.clients().get(0), client);
    return new ZitadelPlan(
        "staging",
        new ClusterPlan.Identity(
            one.issuer(), one.audience(), one.organization(), clients, one.zitadel()),
        PLAN.roles());
  }

  private ObjectNode config() {
    return application.withObject("/oidcConfig");
  }

  private List<String> found() {
    return found(project);
  }

  private List<String> found(JsonNode live) {
    return found(PLAN, live);
  }

  private List<String> found(ZitadelPlan plan, JsonNode live) {
    return Weakenings.of(
        plan,
        new LiveIdentity(
            key, organization, live, roles, projectGrants, applications, policy, grants));
  }

  private void assertFound(String expected) {
    assertEquals(List.of(expected), found());
  }

  @Test
  void planHasNone() {
    assertEquals(List.of(), found());
  }

  /** Zitadel leaves fields with their default out. */
  @Test
  void fieldsWithoutAValueHaveTheirDefault() {
    for (ObjectNode one : List.of(policy, config())) {
      one.remove(List.of("devMode", "forceMfaLocalOnly", "accessTokenType", "clockSkew"));
      one.remove(List.of("additionalOrigins", "mfaInitSkipLifetime"));
    }
    assertEquals(List.of(), found());
  }

  @ParameterizedTest
  @CsvSource({
    "forceMfa, false, 'forceMfa is false, expected true: users sign in with one factor'",
    "forceMfaLocalOnly, true, 'forceMfaLocalOnly is true, expected false: federated users sign in"
        + " with one factor'",
    "allowRegister, true, 'allowRegister is true, expected false: anybody can create a user'",
  })
  void weakLoginPolicyIsFound(String setting, boolean value, String expected) {
    policy.put(setting, value);
    assertFound("login policy: " + expected);
  }

  @Test
  void instanceLoginPolicyIsFound() {
    policy.put("isDefault", true);
    assertFound("login policy: the organization has none of its own, so the instance's counts");
  }

  @Test
  void aLifetimeThatIsNotOneIsFound() {
    policy.put("passwordCheckLifetime", "unlimited");
    assertFound("login policy: passwordCheckLifetime is unlimited, expected 43200s");
  }

  @Test
  void secondFactorThatCanBePostponedIsFound() {
    policy.put("mfaInitSkipLifetime", "2592000s");
    assertFound(
        "login policy: mfaInitSkipLifetime is 2592000s, expected 0s: users can postpone the second"
            + " factor");
  }

  @ParameterizedTest
  @CsvSource({
    "projectRoleAssertion, 'tokens have no roles, and every user is refused'",
    "projectRoleCheck, 'users without a role get tokens'",
    "hasProjectCheck, 'users of every organization get tokens'",
  })
  void weakProjectIsFound(String setting, String consequence) {
    project.put(setting, false);
    assertFound(
        "project 301000000000000002: %s is false, expected true: %s"
            .formatted(setting, consequence));
  }

  @Test
  void missingProjectIsFound() {
    assertEquals(
        List.of("project 301000000000000002 does not exist in the organization"),
        found(MissingNode.getInstance()));
  }

  @Test
  void inactiveObjectsAreFound() {
    application.put("state", "APP_STATE_INACTIVE");
    assertFound("application kubernetes: state is APP_STATE_INACTIVE, expected APP_STATE_ACTIVE");
  }

  @Test
  void weakApplicationIsFound() {
    Map<String, Consumer<ObjectNode>> weakenings =
        Map.of(
            "devMode is true", one -> one.put("devMode", true),
            "redirect", one -> one.withArray("redirectUris").add("http://attacker.example.net"),
            "IMPLICIT", one -> one.withArray("grantTypes").add("OIDC_GRANT_TYPE_IMPLICIT"),
            "ID_TOKEN", one -> one.withArray("responseTypes").add("OIDC_RESPONSE_TYPE_ID_TOKEN"),
            "POST", one -> one.put("authMethodType", "OIDC_AUTH_METHOD_TYPE_POST"),
            "appType is OIDC_APP_TYPE_WEB", one -> one.remove("appType"),
            "clockSkew is 5s, expected 0s", one -> one.put("clockSkew", "5s"));
    weakenings.forEach(
        (expected, weakening) -> {
          ObjectNode former = config().deepCopy();
          weakening.accept(config());
          assertEquals(1, found().size(), () -> expected + ": " + found());
          assertTrue(found().get(0).contains(expected), () -> expected + ": " + found());
          application.set("oidcConfig", former);
        });
  }

  @Test
  void warningsOfZitadelAreFound() {
    config().putArray("complianceProblems").addObject().put("localizedMessage", "not compliant");
    assertFound("application kubernetes: not compliant");
  }

  @Test
  void otherApplicationsAreFound() {
    applications.add(JSON.createObjectNode().put("name", "wiki").put("id", "1"));
    assertFound("application wiki (id 1): is not in identity.clients; remove it");
  }

  @Test
  void keyWithoutAStatedLifeIsFound() {
    String expected = "; replace it with a key of at most 90 days";
    key.put("expirationDate", "9999-12-31T23:59:59Z");
    assertFound("key 34 of the service user: is valid until 9999-12-31T23:59:59Z" + expected);
    key.put("expirationDate", "2026-04-03T08:00:00Z");
    assertFound("key 34 of the service user: is valid until 2026-04-03T08:00:00Z" + expected);
    key.remove("expirationDate");
    assertFound("key 34 of the service user: is valid until it is removed" + expected);
  }

  /** Its tokens are accepted as those of the first one are. */
  @Test
  void weakSecondApplicationIsFound() {
    String client = "301000000000000009";
    ObjectNode second = application.deepCopy().put("name", "console");
    ObjectNode config = second.withObject("/oidcConfig").put("clientId", client);
    config.put("appType", "OIDC_APP_TYPE_WEB").put("authMethodType", "OIDC_AUTH_METHOD_TYPE_NONE");
    config.putArray("redirectUris").add("https://console.example.net/callback");
    applications.add(second);
    ZitadelPlan plan = withClient(client);
    assertEquals(List.of(), found(plan, project));
    config.put("devMode", true);
    config.withArray("responseTypes").add("OIDC_RESPONSE_TYPE_ID_TOKEN");
    assertEquals(
        List.of(
            "application console: devMode is true, expected false: redirect URIs are not checked",
            "application console: responseTypes is [OIDC_RESPONSE_TYPE_CODE,"
                + " OIDC_RESPONSE_TYPE_ID_TOKEN], expected [OIDC_RESPONSE_TYPE_CODE]: tokens are in"
                + " redirects, where others can read them"),
        found(plan, project));
  }

  @Test
  void missingApplicationIsFound() {
    applications.clear();
    assertFound("client 301000000000000003 of identity.clients: no application has it");
  }

  @Test
  void rolesMustBeThoseOfTheCatalogue() {
    roles.set(0, JSON.createObjectNode().put("key", "root"));
    assertEquals(
        List.of(
            "role administrator: is missing in Zitadel",
            "role root: is not a role of Slipway, so it has no rights"),
        found());
  }

  @Test
  void foreignGrantsAreFound() {
    ObjectNode grant = JSON.createObjectNode().put("grantedOrgId", "7").put("grantedOrgName", "x");
    grant.putArray("grantedRoleKeys").add("administrator");
    projectGrants.add(grant);
    assertFound(
        "project 301000000000000002: organization 7 (x) may grant its roles [administrator]; remove"
            + " this grant");
  }

  @Test
  void declaredGrantsMustExist() {
    grants.clear();
    assertFound("grant of user 301000000000000005: roles are [], expected [administrator]");
  }

  @Test
  void grantsByHandAreNotFound() {
    grants.add(grant("9", List.of("auditor")));
    assertEquals(List.of(), found());
  }

  @Test
  void keyOfAnotherOrganizationIsFound() {
    organization.put("id", "8").put("name", "other");
    assertFound(
        "the key belongs to organization 8 (other), and the stack file has " + ORGANIZATION);
  }
}
