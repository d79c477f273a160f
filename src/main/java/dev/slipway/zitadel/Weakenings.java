package dev.slipway.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.plan.identity.ZitadelSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The differences between Zitadel and the plan that let a user in or keep one out. */
public final class Weakenings {
  /** The consequences of differences, by setting. */
  private static final Map<String, String> CONSEQUENCES =
      Map.ofEntries(
          Map.entry("forceMfa", "users sign in with one factor"),
          Map.entry("forceMfaLocalOnly", "federated users sign in with one factor"),
          Map.entry("mfaInitSkipLifetime", "users can postpone the second factor"),
          Map.entry("secondFactors", "another kind of second factor is accepted"),
          Map.entry("multiFactors", "another kind of sign-in counts as two factors"),
          Map.entry("allowRegister", "anybody can create a user"),
          Map.entry("projectRoleAssertion", "tokens have no roles, and every user is refused"),
          Map.entry("projectRoleCheck", "users without a role get tokens"),
          Map.entry("hasProjectCheck", "users of every organization get tokens"),
          Map.entry("devMode", "redirect URIs are not checked"),
          Map.entry("redirectUris", "codes can be sent to another address"),
          Map.entry("additionalOrigins", "pages of another site can request tokens"),
          Map.entry("grantTypes", "tokens are issued in another way, for example without PKCE"),
          Map.entry("responseTypes", "tokens are in redirects, where others can read them"),
          Map.entry("authMethodType", "without type NONE, PKCE is optional"),
          Map.entry("accessTokenType", "access tokens look like ID tokens"),
          Map.entry(
              "idTokenRoleAssertion", "the API server sees no roles, and every user is refused"),
          Map.entry("clockSkew", "tokens are valid longer than the API server accepts"));

  /** The longest life of a key, with which a program owns the organization. */
  private static final Duration LONGEST_KEY = Duration.ofDays(90);

  /** One day more: the end of a key in Zitadel's console has no hour. */
  private static final Duration ONE_DAY = Duration.ofDays(1);

  private final ZitadelPlan plan;
  private final LiveIdentity live;
  private final List<String> found = new ArrayList<>();

  private Weakenings(ZitadelPlan plan, LiveIdentity live) {
    this.plan = plan;
    this.live = live;
  }

  /** Returns a message for each. */
  public static List<String> of(ZitadelPlan plan, LiveIdentity live) {
    Weakenings weakenings = new Weakenings(plan, live);
    weakenings.key();
    weakenings.organization();
    weakenings.loginPolicy();
    if (live.project().isMissingNode()) {
      weakenings.found.add(
          "project %s does not exist in the organization".formatted(plan.identity().audience()));
    } else {
      weakenings.project();
      weakenings.roles();
      weakenings.applications();
      weakenings.grants();
    }
    return List.copyOf(weakenings.found);
  }

  /** Compares the life of the key. Zitadel gives one without an end the last day of 9999. */
  private void key() {
    Instant end = instant(live.key().path("expirationDate")).orElse(Instant.MAX);
    Instant created = instant(live.key().at("/details/creationDate")).orElseGet(Instant::now);
    if (end.isAfter(created.plus(LONGEST_KEY).plus(ONE_DAY))) {
      found.add(
          "key %s of the service user: is valid until %s; replace it with a key of at most %d days"
              .formatted(
                  live.key().path("id").asText(),
                  live.key().path("expirationDate").asText("it is removed"),
                  LONGEST_KEY.toDays()));
    }
  }

  private static Optional<Instant> instant(JsonNode text) {
    try {
      return Optional.of(Instant.parse(text.asText()));
    } catch (DateTimeParseException absent) {
      return Optional.empty();
    }
  }

  private void organization() {
    String id = live.organization().path("id").asText();
    if (!id.equals(plan.identity().organization())) {
      found.add(
          "the key belongs to organization %s (%s), and the stack file has %s"
              .formatted(
                  id, live.organization().path("name").asText(), plan.identity().organization()));
    }
  }

  private void loginPolicy() {
    if (live.loginPolicy().path("isDefault").asBoolean()) {
      found.add("login policy: the organization has none of its own, so the instance's counts");
    }
    differences("login policy", live.loginPolicy(), ZitadelPlan.loginPolicy());
  }

  private void project() {
    String name = "project " + plan.identity().audience();
    differences(name, live.project(), plan.project());
    inactive(name, live.project(), "PROJECT_STATE_ACTIVE");
    live.projectGrants()
        .forEach(
            grant ->
                found.add(
                    "%s: organization %s (%s) may grant its roles %s; remove this grant"
                        .formatted(
                            name,
                            grant.path("grantedOrgId").asText(),
                            grant.path("grantedOrgName").asText(),
                            LiveSettings.texts(grant.path("grantedRoleKeys")))));
  }

  private void roles() {
    Set<String> keys =
        live.roles().stream().map(role -> role.path("key").asText()).collect(Collectors.toSet());
    without(plan.roles(), keys)
        .forEach(key -> found.add("role %s: is missing in Zitadel".formatted(key)));
    without(keys, plan.roles())
        .forEach(
            key ->
                found.add("role %s: is not a role of Slipway, so it has no rights".formatted(key)));
  }

  private void applications() {
    List<String> clients = plan.identity().clients();
    Set<String> seen = new TreeSet<>();
    for (JsonNode one : live.applications()) {
      String client = one.path("oidcConfig").path("clientId").asText();
      String name = "application " + one.path("name").asText();
      seen.add(client);
      if (clients.contains(client)) {
        application(name, one, client.equals(clients.get(0)));
      } else {
        found.add(
            "%s (id %s): is not in identity.clients; remove it"
                .formatted(name, one.path("id").asText()));
      }
    }
    without(clients, seen)
        .forEach(
            client ->
                found.add(
                    "client %s of identity.clients: no application has it".formatted(client)));
  }

  private void application(String name, JsonNode one, boolean isOfCommandLine) {
    differences(
        name,
        one.path("oidcConfig"),
        isOfCommandLine ? ZitadelPlan.application() : ZitadelPlan.otherApplication());
    inactive(name, one, "APP_STATE_ACTIVE");
    one.path("oidcConfig")
        .path("complianceProblems")
        .forEach(
            problem ->
                found.add("%s: %s".formatted(name, problem.path("localizedMessage").asText())));
  }

  /** Grants that the stack file does not have are made by people, and stay. */
  private void grants() {
    Map<String, JsonNode> byUser =
        live.grants().stream()
            .collect(Collectors.toMap(one -> one.path("userId").asText(), one -> one, (a, b) -> a));
    plan.grants()
        .forEach(
            (user, roles) -> {
              JsonNode grant = byUser.get(user);
              List<String> now =
                  grant == null ? List.of() : LiveSettings.texts(grant.path("roleKeys"));
              if (!Set.copyOf(now).equals(Set.copyOf(roles))) {
                found.add(
                    "grant of user %s: roles are %s, expected %s".formatted(user, now, roles));
              }
            });
    live.grants().stream()
        .filter(
            one ->
                !one.path("orgId").asText().equals(plan.identity().organization())
                    || !one.path("projectGrantId").asText().isEmpty())
        .forEach(
            one ->
                found.add(
                    "grant of user %s: organization %s made it; remove it"
                        .formatted(one.path("userId").asText(), one.path("orgId").asText())));
  }

  private void inactive(String name, JsonNode one, String active) {
    if (!one.path("state").asText().equals(active)) {
      found.add("%s: state is %s, expected %s".formatted(name, one.path("state").asText(), active));
    }
  }

  private void differences(String name, JsonNode one, ZitadelSettings planned) {
    LiveSettings.differences(one, planned)
        .forEach(
            difference -> {
              String consequence = CONSEQUENCES.get(difference.setting());
              found.add(
                  "%s: %s%s"
                      .formatted(name, difference, consequence == null ? "" : ": " + consequence));
            });
  }

  private static List<String> without(Collection<String> some, Collection<String> others) {
    return some.stream().filter(one -> !others.contains(one)).sorted().toList();
  }
}
