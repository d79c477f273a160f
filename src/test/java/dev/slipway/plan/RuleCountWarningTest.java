package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.config.Fleet;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleCountWarningTest {
  private final Fleet fleet = Fleet.load(FleetFixture.SHIPPED);
  private final FleetPlan plan = FleetFixture.fleet();

  @Test
  void listsAllLargeGroupsInOneWarning() {
    assertEquals(
        "stacks: more than 20 rules in a security group, which the cloud makes one after another:"
            + " production-control-plane (31), production-worker (22),"
            + " production-osl2-control-plane (31), production-osl2-worker (21),"
            + " production-sto2-control-plane (31), production-sto2-worker (21),"
            + " staging-control-plane (31), staging-worker (22), staging-osl2-control-plane (31),"
            + " staging-osl2-worker (21), staging-sto2-control-plane (31),"
            + " staging-sto2-worker (21); join prefixes, or need fewer connections",
        RuleCountWarning.warning(fleet, plan).orElseThrow().toString());
  }

  @Test
  void hasNoWarningWithoutLargeGroup() {
    assertTrue(RuleCountWarning.warning(fleet, new FleetPlan(List.of())).isEmpty());
  }
}
