package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.value.InvalidFleetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drops every line of every shipped stack file, one at a time: each loss is noticed. */
class MutationTest {
  @TempDir private Path folder;

  @Test
  void noticesEveryLineThatIsMissing() throws IOException {
    List<String> stacks = List.of("staging", "staging-osl2");
    for (String stack : stacks) {
      Files.copy(Path.of("stacks", stack + ".yaml"), folder.resolve(stack + ".yaml"));
    }
    for (String stack : stacks) {
      Path file = folder.resolve(stack + ".yaml");
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        List<String> fewer = new ArrayList<>(lines);
        String dropped = fewer.remove(i);
        if (dropped.startsWith("#")) {
          continue;
        }
        Files.write(file, fewer);
        assertFalse(accepted(), stack + " without \"" + dropped + "\" was accepted");
      }
      Files.write(file, lines);
    }
    assertTrue(accepted());
  }

  private boolean accepted() {
    try {
      Fleet.load(folder);
      return true;
    } catch (InvalidFleetException expected) {
      return false;
    }
  }
}
