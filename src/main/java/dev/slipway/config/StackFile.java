package dev.slipway.config;

import dev.slipway.value.Name;
import dev.slipway.value.Problem;
import java.nio.file.Path;
import java.util.Map;

/**
 * A stack file that could be read.
 *
 * @param stack the file's name without {@code .yaml}
 * @param lines line of each key, by path
 */
public record StackFile(Path path, Name stack, StackConfig config, Map<String, Integer> lines) {

  /** A problem with the value at {@code key}; its line is looked up. */
  public Problem problem(String key, String message) {
    return new Problem(path, lines.getOrDefault(key, 0), key, message);
  }
}
