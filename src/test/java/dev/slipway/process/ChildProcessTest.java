package dev.slipway.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The variables of child processes. */
class ChildProcessTest {
  private static final String INHERITED = "PATH";

  private static List<String> environment(ChildVariables variables)
      throws IOException, InterruptedException {
    ChildProcess process = ChildProcess.run(Path.of(""), variables, "", List.of("/usr/bin/env"));
    return process.stdout().lines().filter(line -> line.matches("(PATH|ADDED)=.*")).toList();
  }

  @Test
  void variablesAreInheritedRemovedAndSet() throws IOException, InterruptedException {
    assertFalse(environment(ChildVariables.INHERITED).isEmpty());
    ChildVariables without = new ChildVariables(Map.of(), Set.of(INHERITED));
    assertEquals(List.of(), environment(without));
    assertEquals(List.of("ADDED=1"), environment(without.with(Map.of("ADDED", "1"))));
    assertEquals(List.of("PATH=own"), environment(without.with(Map.of(INHERITED, "own"))));
  }

  @Test
  void valuesAreNotPrinted() {
    assertEquals(
        "[ADDED], without [PATH]",
        new ChildVariables(Map.of("ADDED", "secret"), Set.of(INHERITED)).toString());
  }
}
