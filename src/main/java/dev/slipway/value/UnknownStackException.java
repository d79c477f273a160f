package dev.slipway.value;

import java.util.List;
import java.util.stream.Collectors;

/** A stack was named that has no stack file. */
public final class UnknownStackException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** {@code known}: the names that there are. */
  public UnknownStackException(Name stack, List<Name> known) {
    super(
        "no stack file for stack \""
            + stack
            + "\"; there are "
            + known.stream().map(Name::text).collect(Collectors.joining(", "))
            + "; add one to stacks/");
  }
}
