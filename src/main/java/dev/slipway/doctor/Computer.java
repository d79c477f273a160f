package dev.slipway.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A computer that is checked. */
public interface Computer {
  /** Returns the environment variables. */
  Map<String, String> environment();

  /** Returns an environment variable, unless it is not set or is an empty text. */
  default Optional<String> variable(String name) {
    return Optional.ofNullable(environment().get(name)).filter(text -> !text.isEmpty());
  }

  /** Returns the path of the jar that Pulumi's scripts start, which have the same default. */
  default String startedJar() {
    return variable("SLIPWAY_JAR").orElse("target/slipway.jar");
  }

  /** Returns whether a folder of PATH has the program. */
  boolean hasProgram(String name);

  /** Returns what a command prints to its output; empty if it cannot start or fails. */
  Optional<String> output(List<String> command);

  /** Returns whether a folder exists. */
  boolean isFolder(Path path);

  /** Returns whether a regular file exists; relative to the working directory. */
  boolean isFile(Path path);
}
