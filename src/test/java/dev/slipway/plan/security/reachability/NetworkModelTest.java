package dev.slipway.plan.security.reachability;

import static dev.slipway.value.Environment.STAGING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkModelTest {
  @Test
  void refusesHostInUnknownGroup() {
    Host lost = new NetworkModelBuilder().host("a", STAGING, "192.0.2.1/32").get("a");
    assertEquals(
        "a is in groups [a], of which not all are there",
        assertThrows(
                IllegalArgumentException.class, () -> new NetworkModel(List.of(lost), List.of()))
            .getMessage());
  }
}
