package dev.slipway.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Collection;

/** A guard for assertions about every element, which would hold for an empty collection. */
public final class NonEmpty {
  private NonEmpty() {}

  /** Returns the collection; fails when it is empty. */
  public static <C extends Collection<?>> C nonEmpty(C elements) {
    assertFalse(elements.isEmpty(), "there is no element to check");
    return elements;
  }
}
