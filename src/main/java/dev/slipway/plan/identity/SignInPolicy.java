package dev.slipway.plan.identity;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.HttpsUrl;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conditions on which a token of Zitadel is accepted, and the user that it represents, in CEL.
 * This is the only description of who gets in; every entry point uses it.
 *
 * <p>Expressions read the variable {@code claims} of Kubernetes' structured authentication. Each
 * claim must be present and of exactly the type that Zitadel writes: a comparison alone would
 * accept a map where a list is expected. Sources: "Claims in ZITADEL"; Kubernetes,
 * "Authenticating".
 *
 * @param issuer URL of the Zitadel instance
 * @param project id of the Zitadel project. Only the claim that names this project has its roles:
 *     {@code urn:zitadel:iam:org:project:roles} has those of the project that the client belongs to
 * @param organization id of the organization whose grants count
 * @param clients the applications of the project. A client may add any project to {@code aud}, so
 *     the audience does not show which client requested the token
 */
public record SignInPolicy(
    HttpsUrl issuer, String project, String organization, List<String> clients) {

  /** The longest life of a token in seconds: 12 hours, Zitadel's default. */
  static final int LONGEST_LIFE = 43_200;

  /**
   * The longest time in seconds between a sign-in and a token of the session: 24 hours. Zitadel's
   * default requires the second factor again after 18 hours.
   */
  static final int LONGEST_SESSION = 86_400;

  /** The longest address of RFC 5321. */
  private static final int LONGEST_EMAIL = 254;

  /** ASCII only, so that no two addresses look alike, and no white space. */
  private static final String EMAIL =
      "^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}([.][A-Za-z0-9-]{1,63})+$";

  /**
   * The claims that the API server's OIDC library reads as {@code exp}, because Go compares the
   * names of JSON keys in any case. The last one counts: with one of them, an expired token would
   * be accepted. An expression cannot list the claims of a token, only look for a name.
   */
  private static final List<String> LIKE_EXP =
      List.of("Exp", "eXp", "exP", "EXp", "ExP", "eXP", "EXP");

  /** Copies the list. */
  public SignInPolicy {
    clients = List.copyOf(clients);
  }

  /** A condition with the message in the API server's log when a token does not meet it. */
  public record Rule(String expression, String message) {}

  /** Returns the policy of a cluster. */
  public static SignInPolicy of(ClusterPlan.Identity identity) {
    return new SignInPolicy(
        identity.issuer(), identity.audience(), identity.organization(), identity.clients());
  }

  /** Returns the conditions; a token must meet all of them. */
  public List<Rule> rules() {
    return Stream.of(issuance(), account(), session()).flatMap(List::stream).toList();
  }

  /** The application that requested the token, and the user. */
  private List<Rule> issuance() {
    return List.of(
        new Rule(
            "%s && claims.iss == '%s'".formatted(is("iss", "string"), issuer),
            "the token's iss is not the issuer"),
        new Rule(
            "%s && claims.sub.matches('^[0-9]{1,20}$')".formatted(is("sub", "string")),
            "the token's sub is not a user id of Zitadel"),
        new Rule(
            "%s && %s && '%s' in dyn(claims.aud)"
                .formatted(is("aud", "list"), allStrings("aud"), project),
            "the token's aud is not a list of ids that contains the project's"),
        new Rule(
            "%s && claims.azp in [%s]".formatted(is("azp", "string"), quoted(clients)),
            "the token was issued to another application: sign in with the one of this cluster"),
        new Rule(
            "!has(claims.act)",
            "the token was issued to another user who acts for this one: sign in yourself"));
  }

  /** Facts about the user that Zitadel has verified. */
  private List<Rule> account() {
    return List.of(
        new Rule(
            "%s && size(claims.email) <= %d && claims.email.matches('%s')"
                .formatted(is("email", "string"), LONGEST_EMAIL, EMAIL),
            "the account has no e-mail address of letters, digits and . _ %% + -, at most %d characters"
                .formatted(LONGEST_EMAIL)),
        new Rule(
            is("email_verified", "bool") + " && claims.email_verified",
            "the e-mail address of this account is not verified: verify it in Zitadel"),
        new Rule(
            hasRole(),
            "this account has no role in the project from our organization: ask an administrator"));
  }

  /** The sign-in, and how long its tokens are valid. */
  private List<Rule> session() {
    return List.of(
        new Rule(
            LIKE_EXP.stream().map("!has(claims.%s)"::formatted).collect(Collectors.joining(" && ")),
            "the token has a second claim exp in upper case"),
        new Rule(
            "%s && %s && 'mfa' in dyn(claims.amr)".formatted(is("amr", "list"), allStrings("amr")),
            "multi-factor authentication is required: log out, set up a second factor in Zitadel"
                + " and log in again (the token's amr has no mfa)"),
        new Rule(
            "%s && %s && %s"
                .formatted(
                    is("exp", "double"), is("iat", "double"), within("exp", "iat", LONGEST_LIFE)),
            "the token is valid for more than 12 hours: shorten its lifetime in Zitadel, and set"
                + " the clock skew of the application to 0"),
        new Rule(
            "%s && has(claims.iat) && %s"
                .formatted(is("auth_time", "double"), within("iat", "auth_time", LONGEST_SESSION)),
            "the last sign-in is more than 24 hours ago: log out and log in again"));
  }

  /** Returns the expression of the user's name. */
  public String username() {
    return "'" + Role.PREFIX + "' + claims.email";
  }

  /** Returns the expression of the user's groups: one for each role that the organization gave. */
  public String groups() {
    return "%1$s.filter(role, '%2$s' in %1$s[role]).map(role, '%3$s' + role)"
        .formatted(roles(), organization, Role.PREFIX);
  }

  /** Returns the expression of the user's id, which stays when the e-mail address changes. */
  public String uid() {
    return "claims.sub";
  }

  /** Returns the roles claim of the project: a map from role to the granting organizations. */
  private String roles() {
    return "dyn(claims[?'urn:zitadel:iam:org:project:%s:roles'].orValue({}))".formatted(project);
  }

  /** A list of one element gives the claim a name. */
  private String hasRole() {
    return ("[%s].all(roles, type(roles) == map"
            + " && roles.all(role, type(roles[role]) == map"
            + " && roles[role].all(organization, type(roles[role][organization]) == string))"
            + " && roles.exists(role, '%s' in roles[role]))")
        .formatted(roles(), organization);
  }

  private static String is(String claim, String type) {
    return "has(claims.%1$s) && type(claims.%1$s) == %2$s".formatted(claim, type);
  }

  private static String allStrings(String claim) {
    return "dyn(claims.%s).all(item, type(item) == string)".formatted(claim);
  }

  /** JSON has one type of number; the API server reads it as a double. */
  private static String within(String later, String earlier, int longest) {
    String difference = "claims.%s - claims.%s".formatted(later, earlier);
    return "%1$s >= 0.0 && %1$s <= %2$d.0".formatted(difference, longest);
  }

  private static String quoted(List<String> ids) {
    return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
  }
}
