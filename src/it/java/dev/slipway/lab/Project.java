package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;

/** What Nova and Neutron hold in a stack's project. */
record Project(String cloud) {

  /** Names of the servers, sorted. */
  List<String> servers() {
    return lines("server list -f value -c Name");
  }

  /** Names of ports of servers; Neutron's own, of routers and floating IPs, have none. */
  List<String> ports() {
    return lines("port list -f value -c Name");
  }

  /** The number of rules in all security groups but Neutron's default one. */
  long securityGroupRules() {
    return securityGroups().stream()
        .mapToLong(group -> lines("security group rule list " + group + " -f value -c ID").size())
        .sum();
  }

  /** Names of the security groups but Neutron's default one. */
  List<String> securityGroups() {
    return lines("security group list -f value -c Name | grep -vx default || true");
  }

  /** Everything that a stack could leave. */
  List<String> everything() {
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

  /** Destroys a stack of the same name, and looks for what it left, in its state too. */
  static void destroyLeavesNothing(String stack) {
    Lab.pulumi(stack, "destroy --yes --skip-preview").orFail("destroy of " + stack);
    assertEquals(List.of(), new Project(stack).everything());
    String state = Lab.pulumi(stack, "stack export").orFail("export");
    assertFalse(state.contains("\"urn\""), state);
  }

  /** Names of Octavia's load balancers. */
  List<String> loadBalancers() {
    return lines("loadbalancer list -f value -c name");
  }

  private List<String> lines(String command) {
    String said = Lab.shell("openstack --os-cloud " + cloud + " " + command).orFail(command);
    return said.lines().filter(line -> !line.isBlank()).sorted().toList();
  }
}
