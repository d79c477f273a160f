package dev.slipway.preview;

import java.util.Arrays;
import java.util.Optional;

/**
 * The effect of an update on a resource. Source of Pulumi's words: {@code StepOp} in its package
 * {@code display}.
 */
public enum Operation {
  CREATE("create", "created"),
  IMPORT("import", "imported"),
  UPDATE("update", "updated"),
  REPLACE("replace", "replaced"),
  DELETE("delete", "deleted"),
  /** The object stays, and Pulumi does not manage it any more. */
  DROP("discard", "left out of the state"),
  READ("read", "read"),
  SAME("same", "unchanged");

  private final String word;
  private final String text;

  Operation(String word, String text) {
    this.word = word;
    this.text = text;
  }

  /** Returns the text for reports. */
  public String text() {
    return text;
  }

  /** Whether an object in the cloud or the cluster is deleted. */
  public boolean deletes() {
    return this == DELETE || this == REPLACE;
  }

  /** Whether a resource of new inputs is in the state afterwards. */
  boolean creates() {
    return this == CREATE || this == IMPORT || this == REPLACE;
  }

  /** Whether the update changes something. */
  public boolean isChange() {
    return this != SAME && this != READ;
  }

  /**
   * Returns the operation of Pulumi's word; empty for a part of a replacement, which Pulumi reports
   * besides the replacement itself.
   *
   * @throws IllegalArgumentException for another word
   */
  static Optional<Operation> of(String word) {
    return switch (word) {
      case "create-replacement",
          "import-replacement",
          "read-replacement",
          "delete-replaced",
          "discard-replaced",
          "remove-pending-replace" ->
          Optional.empty();
      default ->
          Optional.of(
              Arrays.stream(values())
                  .filter(one -> one.word.equals(word))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "pulumi preview reports the operation '%s', which this version does not support"
                                  .formatted(word))));
    };
  }
}
