package dev.slipway.components.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.pulumi.core.internal.Internal;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceTransformation;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The resources that the removal of a worker needs: it asks the API, so a destroy must delete them
 * later. Pulumi deletes a resource before those that it depends on.
 */
class RemovalOrderTest {
  private static final List<String> PATH =
      List.of(
          "openstack:compute/instance:",
          "openstack:loadbalancer/",
          "openstack:networking/floatingIp:",
          "openstack:networking/secGroupRule:");

  private record Stack(FleetPlan fleet, ClusterPlan plan) {
    @Override
    public String toString() {
      return plan.name().text();
    }
  }

  private static Stream<Stack> stacks() {
    return Stream.of(FleetFixture.fleet(), FleetFixture.networkKinds())
        .flatMap(fleet -> fleet.clusters().stream().map(plan -> new Stack(fleet, plan)))
        .filter(stack -> stack.plan().nodes().stream().anyMatch(RemovalOrderTest::isWorker));
  }

  private static boolean isWorker(ServerPlan node) {
    return node.role() == ServerRole.WORKER;
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void destroyRemovesWorkersWhileTheApiCanBeReached(Stack stack) {
    MockDeployment deployment = DeploymentFixture.of(stack.fleet(), stack.plan());
    Map<String, List<String>> dependencies = new HashMap<>();
    Set<String> path = new TreeSet<>();
    for (ResourceTransformation.Args one : deployment.requested()) {
      String type = one.resource().pulumiResourceType();
      String name = name(one.resource());
      dependencies.put(name, dependencies(one));
      if (PATH.stream().anyMatch(type::startsWith) && !isContainer(type)) {
        path.add(name);
      }
    }
    assertFalse(path.isEmpty());
    for (ServerPlan worker :
        stack.plan().nodes().stream().filter(RemovalOrderTest::isWorker).toList()) {
      Set<String> missing = new TreeSet<>(path);
      missing.removeAll(all("command:local:Command " + worker.name() + "-node", dependencies));
      assertEquals(Set.of(), missing, worker.name());
    }
  }

  /** The members and monitors depend on these by their ids. */
  private static boolean isContainer(String type) {
    return type.matches("openstack:loadbalancer/(loadBalancer|listener|pool):.*");
  }

  private static Set<String> all(String name, Map<String, List<String>> dependencies) {
    Set<String> all = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(name));
    while (!open.isEmpty()) {
      for (String one : dependencies.getOrDefault(open.pop(), List.of())) {
        if (all.add(one)) {
          open.push(one);
        }
      }
    }
    return all;
  }

  private static List<String> dependencies(ResourceTransformation.Args one) {
    return Internal.of(one.options().getDependsOn()).getValueOrDefault(List.of()).join().stream()
        .map(RemovalOrderTest::name)
        .collect(Collectors.toList());
  }

  private static String name(Resource resource) {
    return resource.pulumiResourceType() + " " + resource.pulumiResourceName();
  }
}
