package dev.slipway.components.gitops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.exceptions.RunException;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.DnsLabel;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The setting that is required as soon as the stack file names sinks. */
class AgeKeyTest {
  private static final ClusterPlan WITHOUT_SINKS = FleetFixture.cluster("staging");
  private static final ClusterPlan WITH_SINKS =
      FleetFixture.allKeys().cluster(DnsLabel.parse("staging")).orElseThrow();

  @Test
  void isNotReadWithoutSinks() {
    assertEquals(Optional.empty(), AgeKey.of(WITHOUT_SINKS, Optional.empty()));
    assertEquals(Optional.empty(), AgeKey.of(WITHOUT_SINKS, Optional.of("key")));
  }

  @Test
  void isRequiredWithSinks() {
    assertTrue(AgeKey.of(WITH_SINKS, Optional.of("# key\nAGE-SECRET-KEY-1ABC")).isPresent());
    RunException other =
        assertThrows(RunException.class, () -> AgeKey.of(WITH_SINKS, Optional.of("age1public")));
    assertFalse(String.valueOf(other.getMessage()).contains("age1public"));
    RunException refusal =
        assertThrows(RunException.class, () -> AgeKey.of(WITH_SINKS, Optional.empty()));
    assertEquals(
        "nothing is changed: slipway:ageKey is not set, and the clusters of staging decrypt the"
            + " credentials of the audit sinks with it; set it to the key that docs/audit.md"
            + " creates: pulumi config set --secret slipway:ageKey --stack staging < FILE",
        refusal.getMessage());
  }
}
