package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * Resources that the state knows by another name than the program, as after a rename: only the
 * state is edited, the cloud notices nothing.
 */
final class RenamedResource {
  private final String stack;

  RenamedResource(String stack) {
    this.stack = stack;
  }

  /** The name in {@code Aliases}, one that nobody knows as the control, and the present one. */
  void showThatAnAliasReplacesNothing() throws IOException {
    String registration = stack + "-management-registration-";
    rename(registration + "secret", registration + "registration");
    assertEquals(0, preview().code(), () -> preview().text());
    rename(registration + "registration", registration + "unheard-of");
    Lab.CommandResult unknown = preview();
    assertNotEquals(0, unknown.code(), unknown.text());
    rename(registration + "unheard-of", registration + "secret");
    assertEquals(0, preview().code(), () -> preview().text());
  }

  private void rename(String now, String other) throws IOException {
    Lab.pulumi(stack, "state rename --yes '" + urn(now) + "' " + other).orFail("rename");
  }

  private Lab.CommandResult preview() {
    return Lab.pulumi(stack, "preview --expect-no-changes");
  }

  private String urn(String name) throws IOException {
    String state = Lab.pulumi(stack, "stack export").orFail("export");
    for (JsonNode resource :
        new ObjectMapper().readTree(state).path("deployment").path("resources")) {
      if (resource.path("urn").asText().endsWith("::" + name)) {
        return resource.path("urn").asText();
      }
    }
    throw new AssertionError("the state of " + stack + " knows no " + name);
  }
}
