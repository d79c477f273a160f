package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.command.local.Command;
import com.pulumi.core.annotations.Import;
import com.pulumi.openstack.compute.Instance;
import com.pulumi.openstack.compute.InstanceArgs;
import com.pulumi.openstack.networking.Port;
import com.pulumi.openstack.networking.PortArgs;
import com.pulumi.openstack.networking.SecGroupRule;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceTransformation;
import dev.slipway.components.cluster.FixedInputs;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of a new release that must not change what a stack already has; docs/adr/0013. */
class IgnoredChangesTest {
  private static final Pattern RUNS_ONCE =
      Pattern.compile(
          "-(bootstrap|default-group|talos-bundle|load-balancers-authority|audit-authority)$");

  /** These compare what is running with their input; docs/adr/0015, 0016, 0018. */
  private static final Pattern CONVERGES = Pattern.compile("-(node|argocd-release)$");

  private record Stack(FleetPlan fleet, ClusterPlan plan) {
    @Override
    public String toString() {
      return plan.name().text();
    }
  }

  private static Stream<Stack> stacks() {
    return Stream.of(FleetFixture.fleet(), FleetFixture.networkKinds(), FleetFixture.allKeys())
        .flatMap(fleet -> fleet.clusters().stream().map(plan -> new Stack(fleet, plan)));
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noCommandRunsAgainForTheTextOfItsScript(Stack stack) {
    List<ResourceTransformation.Args> commands = requested(stack, Command.class);
    assertFalse(commands.isEmpty());
    for (ResourceTransformation.Args command : commands) {
      String name = command.resource().pulumiResourceName();
      assertEquals(ignored(name), command.options().getIgnoreChanges(), name);
    }
  }

  private static List<String> ignored(String command) {
    if (CONVERGES.matcher(command).find()) {
      return List.of();
    }
    return List.of(RUNS_ONCE.matcher(command).find() ? "*" : "create");
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

  @ParameterizedTest
  @MethodSource("stacks")
  void noUpdateRebuildsResizesMovesOrReplacesServer(Stack stack) {
    List<String> fixed =
        List.of(
            "availabilityZone",
            "availabilityZoneHints",
            "blockDevices",
            "configDrive",
            "flavorId",
            "flavorName",
            "hypervisorHostname",
            "imageId",
            "imageName",
            "keyPair",
            "networkMode",
            "networks",
            "personalities",
            "region",
            "schedulerHints",
            "userData");
    List<ResourceTransformation.Args> servers = requested(stack, Instance.class);
    assertEquals(stack.plan().servers().size(), servers.size());
    for (ResourceTransformation.Args server : servers) {
      String name = server.resource().pulumiResourceName();
      assertEquals(fixed, server.options().getIgnoreChanges(), name);
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noUpdateMovesPortOrTakesItFromItsServer(Stack stack) {
    List<String> fixed =
        List.of(
            "deviceId",
            "deviceOwner",
            "fixedIps",
            "macAddress",
            "networkId",
            "noFixedIp",
            "region",
            "tenantId",
            "valueSpecs");
    List<ResourceTransformation.Args> ports = requested(stack, Port.class);
    assertTrue(ports.size() >= stack.plan().servers().size());
    for (ResourceTransformation.Args port : ports) {
      String name = port.resource().pulumiResourceName();
      assertEquals(fixed, port.options().getIgnoreChanges(), name);
    }
  }

  /** A name that the SDK does not have would ignore nothing. */
  @Test
  void fixedInputsAreInputsOfTheSdk() {
    FixedInputs.SERVER.forEach(name -> assertTrue(inputs(InstanceArgs.class).contains(name), name));
    FixedInputs.PORT.forEach(name -> assertTrue(inputs(PortArgs.class).contains(name), name));
  }

  private static Set<String> inputs(Class<?> args) {
    return Arrays.stream(args.getDeclaredFields())
        .map(field -> field.getAnnotation(Import.class))
        .filter(Objects::nonNull)
        .map(Import::name)
        .collect(Collectors.toSet());
  }

  private static List<ResourceTransformation.Args> requested(
      Stack stack, Class<? extends Resource> type) {
    return DeploymentFixture.of(stack.fleet(), stack.plan()).requested().stream()
        .filter(one -> type.isInstance(one.resource()))
        .toList();
  }
}
