package dev.slipway.components.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Applications of Argo CD that {@code slipway drift} reads. */
class ApplicationsScriptTest {
  @TempDir private Path cloud;

  @Test
  void printsTheApplications() throws Exception {
    ScriptRun run = new ScriptRun(cloud, 1).write("applications", "{\"items\": []}\n");
    assertEquals(new ScriptRun.Result(0, "{\"items\": []}\n"), run.applications());
  }

  @Test
  void printsWhyTheyCannotBeRead() throws Exception {
    assertEquals(
        new ScriptRun.Result(
            1, "error: the server doesn't have a resource type \"applications\"\n"),
        new ScriptRun(cloud, 1).applications());
  }

  @Test
  void explainsARefusedCredential() throws Exception {
    ScriptRun.Result refused = new ScriptRun(cloud, 1).write("unauthorized", "").applications();
    assertEquals(1, refused.code());
    assertEquals(
        "error: You must be logged in to the server (Unauthorized)",
        refused.messages().lines().findFirst().orElseThrow());
    assertEquals(2, refused.messages().lines().count());
  }
}
