package dev.slipway.config;

import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A stack file whose text a command changes; it can have problems, but is YAML.
 *
 * @param root null if the file is empty
 */
record ComposedFile(String text, @Nullable Node root) {

  /**
   * Reads a stack file.
   *
   * @throws InvalidFleetException if the file is not YAML
   */
  static ComposedFile read(Path file) {
    try {
      String text = Files.readString(file);
      return new ComposedFile(text, StackReader.compose(text));
    } catch (MarkedYAMLException syntax) {
      int line = syntax.getProblemMark() == null ? 0 : syntax.getProblemMark().getLine() + 1;
      String message = "is not valid YAML: " + syntax.getProblem();
      throw new InvalidFleetException(List.of(new Problem(file, line, "", message)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
