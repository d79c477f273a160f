package dev.slipway.evidence.chain;

import dev.slipway.document.Json;
import dev.slipway.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file's entry.
 *
 * @param file its path, with slashes, from the folder that holds the chain
 * @param sha256 of its content
 * @param previous digest of the link before; sixty-four zeros in the first
 */
record ChainEntry(String file, Sha256 sha256, Sha256 previous) {
  /** Before the first link there is none. */
  static final Sha256 NONE = new Sha256("0".repeat(64));

  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"file\":\"([\\w./-]+)\",\"previous\":\"([0-9a-f]{64})\","
              + "\"sha256\":\"([0-9a-f]{64})\"}\n");

  /** Canonical JSON: sorted keys, no blanks, and the end of the line. */
  String line() {
    return Json.write(
            Map.of("file", file, "previous", previous.toString(), "sha256", sha256.toString()))
        + "\n";
  }

  /** Of its line, end included: {@code tail -n 1 chain.jsonl | sha256sum} gives the last one's. */
  Sha256 digest() {
    return Sha256.of(line().getBytes(StandardCharsets.UTF_8));
  }

  /** Only what {@link #line} writes is a link. */
  static Optional<ChainEntry> parse(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches()
        ? Optional.of(
            new ChainEntry(
                parts.group(1), Sha256.parse(parts.group(3)), Sha256.parse(parts.group(2))))
        : Optional.empty();
  }
}
