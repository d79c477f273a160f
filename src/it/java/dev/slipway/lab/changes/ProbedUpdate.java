package dev.slipway.lab.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.lab.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An update, and what a writer noticed of it; each write requires the endpoint, an API server and
 * etcd's majority.
 *
 * @param live the machines that took a configuration without a reboot, in this order
 * @param rebooted the machines that rebooted for their configuration, in this order
 * @param lostWrites the acknowledged writes that are not stored
 * @param longestSeconds the longest time between two acknowledged writes
 */
public record ProbedUpdate(
    CommandResult result,
    List<String> live,
    List<String> rebooted,
    int lostWrites,
    double longestSeconds) {

  /** Reads the result of the probe. */
  static ProbedUpdate of(CommandResult update, Path probe) {
    try {
      JsonNode writes = new ObjectMapper().readTree(probe.toFile());
      ProbedUpdate probed =
          new ProbedUpdate(
              update,
              machines(update.output(), "live"),
              machines(update.output(), "reboot"),
              writes.path("lost").asInt(-1),
              writes.path("longestSeconds").asDouble(-1));
      System.out.printf(
          "live %s, rebooted %s, lost writes %d, longest time without a write %.1f s%n",
          probed.live, probed.rebooted, probed.lostWrites, probed.longestSeconds);
      return probed;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> machines(String output, String effect) {
    String line = "(\\S+) \\(machine [^)]+\\): applies the planned configuration \\(%s\\)";
    return Pattern.compile(line.formatted(effect))
        .matcher(output)
        .results()
        .map(match -> match.group(1))
        .distinct()
        .toList();
  }

  /** Asserts that the update ended without an error and that no acknowledged write is lost. */
  public ProbedUpdate succeeded() {
    result.orFail("pulumi up");
    assertEquals(0, lostWrites);
    return this;
  }
}
