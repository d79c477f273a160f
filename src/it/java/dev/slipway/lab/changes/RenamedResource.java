package dev.slipway.lab.changes;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import java.io.IOException;

/**
 * A resource whose name in the state differs from the program's, as after a rename. Only the state
 * is edited; the cloud does not change.
 */
final class RenamedResource {
  private final String stack;

  RenamedResource(String stack) {
    this.stack = stack;
  }

  /** Uses a name of {@code ResourceAliases} and, as the negative control, an unknown name. */
  void assertAliasReplacesNothing() throws IOException {
    String registration = stack + "-management-registration-";
    rename(registration + "cluster-role", registration + "role");
    preview().orFail("preview with a known alias");
    rename(registration + "role", registration + "unknown");
    CommandResult unknown = preview();
    assertNotEquals(0, unknown.exitCode(), unknown.output());
    rename(registration + "unknown", registration + "cluster-role");
    preview().orFail("preview with the present name");
  }

  private void rename(String from, String to) throws IOException {
    Lab.pulumi(stack, "state rename --yes '%s' %s".formatted(urn(from), to)).orFail("rename");
  }

  private CommandResult preview() {
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
    throw new AssertionError("the state of %s has no resource %s".formatted(stack, name));
  }
}
