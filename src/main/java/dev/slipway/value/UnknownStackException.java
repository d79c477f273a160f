package dev.slipway.value;

import java.util.List;
import java.util.stream.Collectors;

/** A stack was named that has no stack file. */
public final class UnknownStackException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** {@code known}: the names that there are. */
  public UnknownStackException(DnsLabel stack, List<DnsLabel> known) {
    super(
        "no stack file for stack \""
            + stack
            + "\"; there are "
            + known.stream().map(DnsLabel::text).collect(Collectors.joining(", "))
            + "; add one to stacks/");
  }
}
