package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.List;

/** The OpenStack project of a stack, as Nova, Neutron and Octavia list it. */
public record Project(String cloud) {

  /** Asserts that the project has the servers, ports and security groups of the plan. */
  public static void assertMatchesPlan(ClusterPlan plan) {
    List<String> servers = plan.servers().stream().map(ServerPlan::name).sorted().toList();
    Project project = new Project(plan.cloud());
    assertEquals(servers, project.servers());
    assertEquals(servers, project.ports());
    var groups = plan.securityGroups();
    assertEquals(
        groups.stream().map(group -> group.name()).sorted().toList(), project.securityGroups());
    assertEquals(
        groups.stream().mapToInt(group -> group.rules().size()).sum(),
        project.securityGroupRules());
  }

  /** Destroys the stack, whose cloud has its name, and asserts that nothing is left of it. */
  public static void assertDestroyLeavesNothing(String stack) {
    Lab.pulumi(stack, "destroy --yes --skip-preview").orFail("destroy of " + stack);
    assertEquals(List.of(), new Project(stack).everything());
    String state = Lab.pulumi(stack, "stack export").orFail("export");
    assertFalse(state.contains("\"urn\""), state);
  }

  /** Returns the names of Octavia's load balancers. */
  public List<String> loadBalancers() {
    return lines("loadbalancer list -f value -c name");
  }

  private List<String> servers() {
    return lines("server list -f value -c Name");
  }

  /** Names of the ports of servers; Neutron's own ports, of routers and floating IPs, have none. */
  private List<String> ports() {
    return lines("port list -f value -c Name");
  }

  private long securityGroupRules() {
    return securityGroups().stream()
        .mapToLong(group -> lines("security group rule list " + group + " -f value -c ID").size())
        .sum();
  }

  /** Names of the security groups without Neutron's default group. */
  private List<String> securityGroups() {
    return lines("security group list -f value -c Name | grep -vx default || true");
  }

  private List<String> everything() {
    return lines(
        String.join(
            "; openstack --os-cloud " + cloud + " ",
            "server list -f value -c Name",
            "port list -f value -c ID",
            "router list -f value -c Name",
            "network list --internal --no-share -f value -c Name",
            "floating ip list -f value -c ID",
            "server group list -f value -c Name",
            "security group list -f value -c Name | grep -vx default || true"));
  }

  private List<String> lines(String command) {
    String output = Lab.shell("openstack --os-cloud " + cloud + " " + command).orFail(command);
    return output.lines().filter(line -> !line.isBlank()).sorted().toList();
  }
}
