package dev.slipway.hardening;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer of kube-bench about one item.
 *
 * @param id the item's id
 * @param type {@code manual} for an item that kube-bench leaves to the reader
 * @param status PASS, FAIL, or WARN: not assessed, or an item without score that failed
 * @param found output of the item's command
 * @param expected what the output must contain
 * @param reason why the command did not run or was not evaluated
 */
public record BenchmarkAnswer(
    @JsonProperty("test_number") String id,
    String type,
    String status,
    @JsonProperty("actual_value") String found,
    @JsonProperty("expected_result") String expected,
    @Nullable String reason) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** The statement of an answer about its item. */
  enum Kind {
    PASSED,
    FAILED,
    /** The benchmark has no command for the item. */
    MANUAL,
    /** The command failed, so nothing was read. */
    UNREAD,
    /** No answer: the item's target was not run. */
    NONE
  }

  /** Reads the output of {@code kube-bench run --json}. */
  public static List<BenchmarkAnswer> parse(String json) {
    try {
      List<BenchmarkAnswer> answers = new ArrayList<>();
      for (JsonNode target : MAPPER.readTree(json).path("Controls")) {
        for (JsonNode group : target.path("tests")) {
          for (JsonNode answer : group.path("results")) {
            answers.add(MAPPER.treeToValue(answer, BenchmarkAnswer.class));
          }
        }
      }
      return answers;
    } catch (JsonProcessingException invalid) {
      throw new AssertionError("kube-bench printed no valid JSON: " + json, invalid);
    }
  }

  String reasonText() {
    return Objects.requireNonNullElse(reason, "");
  }

  Kind kind() {
    if (type.equals("manual")) {
      return Kind.MANUAL;
    }
    if (!reasonText().isEmpty()) {
      return Kind.UNREAD;
    }
    return status.equals("PASS") ? Kind.PASSED : Kind.FAILED;
  }

  /** Returns whether each line that is not compliant is about this namespace. */
  boolean failsOnlyIn(String namespace) {
    return found
        .lines()
        .filter(line -> !line.contains("is_compliant: true"))
        .allMatch(line -> line.contains(" pod_namespace: " + namespace + " "));
  }
}
