package dev.slipway.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumberedNamesTest {
  @Test
  void consecutiveNumbersAreOneRange() {
    assertEquals(
        "a-1 to 3, a-5, b-6, plain",
        NumberedNames.text(List.of("a-1", "a-2", "a-3", "a-5", "b-6", "plain")));
  }

  @Test
  void orderOfTheNamesIsKept() {
    assertEquals("a-2, a-1", NumberedNames.text(List.of("a-2", "a-1")));
  }
}
