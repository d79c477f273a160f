package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.config.Fleet;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleCountWarningTest {
  @TempDir private Path folder;
  private final Fleet fleet = Fleet.load(FleetFixture.SHIPPED);

  @Test
  void listsAllLargeGroupsInOneWarning() {
    String prefixes =
        IntStream.range(0, 30)
            .mapToObj(i -> "192.0.2.%d/32".formatted(i * 2))
            .collect(Collectors.joining(", "));
    StackFiles files =
        StackFiles.shipped(folder)
            .with("staging-sto2", "[198.51.100.0/28]", "[" + prefixes + "]")
            .with("production-sto2", "[198.51.100.0/28]", "[" + prefixes + "]");
    assertEquals(
        "DIR: more than 50 rules in a security group, which the cloud makes one after another:"
            + " production-sto2-load-balancer (99), staging-sto2-load-balancer (99); join prefixes"
            + " of access.adminPrefixes, network.httpsPrefixes, network.dnsServers,"
            + " network.ntpServers or gitops.clusterCidrs",
        RuleCountWarning.warning(files.fleet(), files.plan())
            .orElseThrow()
            .toString()
            .replace(folder.toString(), "DIR"));
  }

  /** A warning that an operator cannot act on hides the others. */
  @Test
  void hasNoWarningAboutTheShippedFleet() {
    assertTrue(RuleCountWarning.warning(fleet, FleetFixture.fleet()).isEmpty());
  }

  @Test
  void hasNoWarningWithoutLargeGroup() {
    assertTrue(RuleCountWarning.warning(fleet, new FleetPlan(List.of())).isEmpty());
  }
}
