package dev.slipway.lab;

import java.util.Map;

/** Somebody with a role in Zitadel: tokens of the lab's issuer, shaped as Zitadel's. */
record TestUser(String role, boolean secondFactor) {

  static final TestUser ADMINISTRATOR = new TestUser("administrator", true);
  static final TestUser AUDITOR = new TestUser("auditor", true);

  /** A fresh token for the API servers of staging. */
  String token() {
    String methods = secondFactor ? "[\"pwd\",\"otp\",\"mfa\"]" : "[\"pwd\"]";
    String claims =
        """
        {"sub": "%1$s", "aud": ["kubernetes-staging"], "email": "%1$s@example.net",
         "email_verified": true, "amr": %2$s, "groups": ["%1$s"],
         "urn:zitadel:iam:org:project:roles": {"%1$s": {"301000000000000001": "example.net"}}}
        """
            .formatted(role, methods);
    return Lab.shell(
            "curl -sSf -d \"$CLAIMS\" https://login.example.net/mint", Map.of("CLAIMS", claims))
        .orFail("mint")
        .strip();
  }

  /** {@code kubectl} from the jump host, through HAProxy, with nothing but the token. */
  Lab.CommandResult kubectl(String stack, String arguments) {
    String line =
        "f=$(mktemp); trap 'rm -f $f' EXIT; kubectl --kubeconfig "
            + Lab.state(stack + ".kubeconfig")
            + " config view --raw -o json | python3 -c 'import json,os,sys; c=json.load(sys.stdin);"
            + " c[\"users\"][0][\"user\"]={\"token\":os.environ[\"TOKEN\"]};"
            + " json.dump(c,sys.stdout)' > $f; kubectl --kubeconfig $f --request-timeout 20s "
            + arguments;
    return Lab.shell(line, Map.of("TOKEN", token()));
  }
}
