package dev.slipway.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The versions of the programs that the lab runs, as the toolchain builds them. */
final class LabTools {
  private static final Path FILE = Path.of("toolchain/recipes/tools.toml");
  private static final Pattern VERSION =
      Pattern.compile("(?m)^\\[tool\\.([\\w-]+)]\\nversion = \"([^\"]+)\"");

  private final Map<String, String> versions = new TreeMap<>();

  LabTools() {
    try {
      VERSION
          .matcher(Files.readString(FILE))
          .results()
          .forEach(tool -> versions.put(tool.group(1), tool.group(2)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns the version of a tool, which must exist. */
  String version(String tool) {
    String version = versions.get(tool);
    if (version == null) {
      throw new IllegalArgumentException(FILE + " has no tool " + tool);
    }
    return version;
  }
}
