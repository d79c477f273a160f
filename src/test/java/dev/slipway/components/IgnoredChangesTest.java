package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.pulumi.command.local.Command;
import com.pulumi.openstack.networking.SecGroupRule;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceTransformation;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of a new release that must not change what a stack already has; docs/adr/0013. */
class IgnoredChangesTest {
  private static final Pattern RUNS_ONCE =
      Pattern.compile("-(bootstrap|default-group|talos-bundle)$");

  private record Stack(FleetPlan fleet, ClusterPlan plan) {
    @Override
    public String toString() {
      return plan.name().text();
    }
  }

  private static Stream<Stack> stacks() {
    return Stream.of(FleetFixture.fleet(), FleetFixture.networkKinds())
        .flatMap(fleet -> fleet.clusters().stream().map(plan -> new Stack(fleet, plan)));
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noCommandRunsAgainForTheTextOfItsScript(Stack stack) {
    List<ResourceTransformation.Args> commands = requested(stack, Command.class);
    assertFalse(commands.isEmpty());
    for (ResourceTransformation.Args command : commands) {
      String name = command.resource().pulumiResourceName();
      List<String> ignored = List.of(RUNS_ONCE.matcher(name).find() ? "*" : "create");
      assertEquals(ignored, command.options().getIgnoreChanges(), name);
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noSecurityGroupRuleIsReplacedForItsDescription(Stack stack) {
    List<ResourceTransformation.Args> rules = requested(stack, SecGroupRule.class);
    assertFalse(rules.isEmpty());
    for (ResourceTransformation.Args rule : rules) {
      String name = rule.resource().pulumiResourceName();
      assertEquals(List.of("description"), rule.options().getIgnoreChanges(), name);
    }
  }

  private static List<ResourceTransformation.Args> requested(
      Stack stack, Class<? extends Resource> type) {
    return DeploymentFixture.of(stack.fleet(), stack.plan()).requested().stream()
        .filter(one -> type.isInstance(one.resource()))
        .toList();
  }
}
