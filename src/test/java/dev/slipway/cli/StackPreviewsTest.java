package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.preview.StackPreview;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.value.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of {@code pulumi preview}; a program of the test replaces pulumi. */
class StackPreviewsTest {
  @TempDir private Path folder;

  private StackPreview preview(String stdout, int code) throws IOException {
    Path program = folder.resolve("pulumi");
    Files.writeString(
        program, "#!/bin/sh\necho reason >&2\necho '%s'\nexit %d\n".formatted(stdout, code));
    assertTrue(program.toFile().setExecutable(true));
    PulumiProgram pulumi = new PulumiProgram(program.toString(), folder, Map.of());
    return StackPreviews.preview(pulumi.stack(Environment.STAGING, "staging"), folder);
  }

  @Test
  void emptyListOfStepsHasNoErrors() throws IOException {
    assertEquals(new StackPreview(List.of(), List.of()), preview("{\"steps\": []}", 0));
  }

  /** Such a stack would have nothing to do. */
  @Test
  void otherOutputIsAnError() throws IOException {
    for (String stdout : List.of("", "{}", "7")) {
      List<String> errors = preview(stdout, 0).errors();
      assertEquals(1, errors.size());
      assertTrue(
          errors.get(0).startsWith("pulumi preview --json printed no array \"steps\""),
          errors.toString());
    }
  }

  @Test
  void failureHasItsReason() throws IOException {
    for (String stdout : List.of("", "{\"steps\": []}")) {
      assertEquals(List.of("pulumi preview: reason"), preview(stdout, 1).errors());
    }
  }
}
