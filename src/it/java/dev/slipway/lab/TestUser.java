package dev.slipway.lab;

import java.util.Map;

/** A user with a role in Zitadel; the lab's issuer creates tokens in Zitadel's form. */
public record TestUser(String role, boolean secondFactor) {

  /** An administrator who signed in with a second factor. */
  public static final TestUser ADMINISTRATOR = new TestUser("administrator", true);

  /** An auditor who signed in with a second factor. */
  public static final TestUser AUDITOR = new TestUser("auditor", true);

  /** Replaces the credential of a kubeconfig by the token in the environment. */
  private static final String KUBECTL =
      """
      f=$(mktemp); trap 'rm -f $f' EXIT
      kubectl --kubeconfig %s config view --raw -o json | python3 -c '
      import json, os, sys
      config = json.load(sys.stdin)
      config["users"][0]["user"] = {"token": os.environ["TOKEN"]}
      json.dump(config, sys.stdout)' >$f
      kubectl --kubeconfig $f --request-timeout 20s %s
      """;

  /** Returns a new ID token of a user of staging's Zitadel project. */
  String token() {
    String methods = secondFactor ? "[\"pwd\",\"otp\",\"mfa\"]" : "[\"pwd\"]";
    String claims =
        "{\"email\": \"%1$s@example.net\", \"roles\": [\"%1$s\"], \"amr\": %2$s}"
            .formatted(role, methods);
    return Lab.shell(
            "curl -sSf -d \"$CLAIMS\" https://login.example.net/mint", Map.of("CLAIMS", claims))
        .orFail("mint")
        .strip();
  }

  /** Runs {@code kubectl} from the jump host through the load balancer, with only the token. */
  public CommandResult kubectl(String stack, String arguments) {
    return Lab.shell(KUBECTL.formatted(Lab.kubeconfig(stack), arguments), Map.of("TOKEN", token()));
  }
}
