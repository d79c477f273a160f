package dev.slipway.deploy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The rest of what was reviewed, after an update that was stopped. */
class ReviewedStepsTest {
  private static final ReviewedSteps REVIEWED =
      ReviewedSteps.of(
          List.of(
              "+ t network",
              "    name = \"n\"",
              "+ t port",
              "    mtu = 1500",
              "    network = \"[not known yet]\"",
              "- t old"));

  @Test
  void valueThatIsKnownNowIsTheReviewedOne() {
    assertTrue(
        REVIEWED.containAll(List.of("+ t port", "    mtu = 1500", "    network = \"id-1\"")));
    assertTrue(REVIEWED.containAll(List.of("- t old")));
  }

  @Test
  void anotherKnownValueIsNot() {
    assertFalse(
        REVIEWED.containAll(List.of("+ t port", "    mtu = 9000", "    network = \"id-1\"")));
    assertFalse(REVIEWED.containAll(List.of("+ t network", "    name = \"m\"")));
    assertFalse(REVIEWED.containAll(List.of("+ t port", "    mtu = 1500")));
  }

  /** A value has no line feed, because it is JSON. */
  @Test
  void unknownValueIsOneLine() {
    assertFalse(
        REVIEWED.containAll(
            List.of(
                "+ t port", "    mtu = 1500", "    network = \"id\"", "    open = \"0.0.0.0/0\"")));
  }
}
