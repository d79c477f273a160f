package dev.slipway.config;

import java.util.regex.Pattern;

/** Checks that the API server can compare tokens with the values of {@code identity}. */
final class IdentityRules {
  /** Ids of Zitadel are numbers. The id is quoted in an expression of the API server. */
  private static final Pattern ORGANIZATION = Pattern.compile("\\d{1,20}");

  private final StackFile file;
  private final ProblemCollector problems;

  IdentityRules(StackFile file, ProblemCollector problems) {
    this.file = file;
    this.problems = problems;
  }

  void validate() {
    IdentityConfig identity = file.config().identity();
    String issuer = identity.issuer().toString();
    if (issuer.endsWith("/")) {
      problems.add(
          file,
          "identity.issuer",
          ("\"%s\" ends with a slash, and the issuer in Zitadel's tokens does not, so every token "
                  + "would be rejected; write %s")
              .formatted(issuer, issuer.replaceFirst("/+$", "")));
    }
    String organization = identity.organization().text();
    if (!ORGANIZATION.matcher(organization).matches()) {
      problems.add(
          file,
          "identity.organization",
          ("\"%s\" is not an id of a Zitadel organization; expected digits in quotes, such as "
                  + "\"301000000000000001\"")
              .formatted(organization));
    }
  }
}
