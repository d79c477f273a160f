package dev.slipway.evidence.chain;

import dev.slipway.document.Json;
import dev.slipway.value.Sha256;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the hash chain, for one file.
 *
 * @param file path relative to the folder of the chain, with slashes
 * @param sha256 digest of the file's content
 * @param previous digest of the previous entry; 64 zeros in the first one
 */
record ChainEntry(String file, Sha256 sha256, Sha256 previous) {
  /** The {@code previous} of the first entry. */
  static final Sha256 NONE = new Sha256("0".repeat(64));

  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"file\":\"([\\w./-]+)\",\"previous\":\"([0-9a-f]{64})\","
              + "\"sha256\":\"([0-9a-f]{64})\"}\n");

  /** Returns the entry as canonical JSON: sorted keys, no spaces, and a line feed at the end. */
  String line() {
    return Json.write(
            Map.of("file", file, "previous", previous.toString(), "sha256", sha256.toString()))
        + "\n";
  }

  /**
   * Returns the digest of the line with its line feed. For the last entry, {@code tail -n 1
   * chain.jsonl | sha256sum} prints the same digest.
   */
  Sha256 digest() {
    return Sha256.of(line());
  }

  /** Parses exactly what {@link #line} writes; returns nothing for any other text. */
  static Optional<ChainEntry> parse(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches()
        ? Optional.of(
            new ChainEntry(
                parts.group(1), Sha256.parse(parts.group(3)), Sha256.parse(parts.group(2))))
        : Optional.empty();
  }
}
