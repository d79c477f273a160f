package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.DnsLabel;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceAliasesTest {
  private static final FleetPlan FLEET = FleetFixture.fleet();

  /** A line without a resource, or with a former name that is in use, is a mistake. */
  @Test
  void everyRenameHasResourcesAndNoFormerNameIsInUse() {
    List<String> names =
        List.of("staging", "staging-osl2").stream()
            .map(FleetFixture::cluster)
            .flatMap(stack -> names(stack).stream())
            .toList();
    for (ResourceAliases.Rename rename : ResourceAliases.RENAMES) {
      List<String> renamed =
          names.stream().filter(name -> rename.formerOf(name).isPresent()).toList();
      assertFalse(renamed.isEmpty(), rename + " has no resource");
      renamed.forEach(
          name ->
              assertFalse(names.contains(rename.formerOf(name).orElseThrow()), rename.toString()));
    }
  }

  @Test
  void formerNamesAreThoseOfTheStackOnly() {
    ResourceAliases aliases = new ResourceAliases(DnsLabel.parse("staging-osl2"));
    assertEquals(
        List.of("staging-osl2-management-registration-role"),
        aliases.formerNames("staging-osl2-management-registration-cluster-role"));
    assertEquals(List.of(), aliases.formerNames("staging-osl2-network"));
    assertEquals(
        List.of(), aliases.formerNames("production-osl2-management-registration-cluster-role"));
  }

  @Test
  void patternRenamesSeveralResources() {
    ResourceAliases.Rename rename = new ResourceAliases.Rename("$1-nic", "(.+)-port");
    assertEquals("general-1-nic", rename.formerOf("general-1-port").orElseThrow());
    assertTrue(rename.formerOf("general-1-server").isEmpty());
  }

  /** Returns the names without the stack's prefix. */
  private static List<String> names(ClusterPlan stack) {
    return DeploymentFixture.of(FLEET, stack).registered().stream()
        .map((ResourceArgs one) -> one.name)
        .filter(name -> name.startsWith(stack.name() + "-"))
        .map(name -> name.substring(stack.name().text().length() + 1))
        .toList();
  }
}
