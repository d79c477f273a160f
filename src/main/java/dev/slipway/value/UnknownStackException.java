package dev.slipway.value;

import java.util.List;
import java.util.stream.Collectors;

/** A stack without a stack file. */
public final class UnknownStackException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** {@code known}: all stacks. */
  public UnknownStackException(DnsLabel stack, List<DnsLabel> known) {
    super(
        "no stack file for stack \"%s\"; there are %s; add one to stacks/"
            .formatted(
                stack, known.stream().map(DnsLabel::text).collect(Collectors.joining(", "))));
  }
}
