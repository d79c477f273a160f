package dev.slipway.drift;

import dev.slipway.drift.live.LiveRoute;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shell commands that correct differences in the project of one stack. */
final class FixCommands {
  /** A name in Kubernetes, which needs no quotes in a shell. */
  private static final Pattern APPLICATION = Pattern.compile("[a-z0-9][a-z0-9.-]*");

  private final String stack;
  private final String openstack;
  private final String pulumi;
  private final String clearDefaultGroup;

  FixCommands(ClusterPlan plan) {
    this.stack = plan.name().text();
    this.openstack = "openstack --os-cloud " + plan.cloud() + " ";
    this.pulumi = "pulumi up --refresh --stack " + plan.name();
    this.clearDefaultGroup = "slipway clear-default-group " + plan.name();
  }

  /** Returns the update that removes what the plan does not have any more; a worker is drained. */
  String update() {
    return "pulumi up --stack " + stack;
  }

  /** Returns the command that shows the planned addresses. */
  String plan() {
    return "slipway plan " + stack;
  }

  /** Waits, because the server's ports, and their groups and networks, can be deleted only then. */
  String deleteServer(String id) {
    return openstack + "server delete --wait " + id;
  }

  String startServer(String id) {
    return openstack + "server start " + id;
  }

  String showServer(String id) {
    return openstack + "server show " + id;
  }

  /** Returns the command that shows whether a server was rebuilt. */
  String serverEvents(String id) {
    return openstack + "server event list " + id;
  }

  /** Returns the command that shows what a server wrote to its console. */
  String consoleLog(String server) {
    return openstack + "console log show " + server;
  }

  /** Returns what to do about a problem of no single server. */
  String repairCluster() {
    return "# repair what is described, then ask again: slipway drift " + stack;
  }

  /** Returns the command that shows an Application, and what Argo CD last did with it. */
  String describeApplication(String name) {
    return APPLICATION.matcher(name).matches()
        ? "kubectl --namespace argocd describe application " + name
        : repairCluster();
  }

  /** Returns the command for an additional port of a planned server. */
  String removePort(String server, String port) {
    return then("%sserver remove port %s %s".formatted(openstack, server, port), deletePort(port));
  }

  /** Returns the update that corrects attributes which the Pulumi provider reads back. */
  String pulumi() {
    return pulumi;
  }

  String deleteRule(String id) {
    return openstack + "security group rule delete " + id;
  }

  /** Returns the command for a violation that no live difference causes: the plan contains it. */
  String check() {
    return "slipway check";
  }

  String clearDefaultGroup() {
    return clearDefaultGroup;
  }

  String deleteGroup(String id) {
    return openstack + "security group delete " + id;
  }

  /**
   * Returns commands that take all ports out of the group and put them back: Neutron changes {@code
   * stateful} only while no port uses the group. The ports have no connection in between, and are
   * put back if the change of the group fails.
   */
  String makeStateful(String id, List<String> ports) {
    Stream<String> out = ports.stream().map(port -> "port set --no-security-group " + port);
    Stream<String> back =
        ports.stream().map(port -> "port set --security-group %s %s".formatted(id, port));
    Stream<String> change = Stream.concat(out, Stream.of("security group set --stateful " + id));
    return joined(change, " && ") + "; " + joined(back, "; ");
  }

  private String joined(Stream<String> commands, String separator) {
    return commands.map(openstack::concat).collect(Collectors.joining(separator));
  }

  String deleteRbacPolicy(String id) {
    return openstack + "network rbac delete " + id;
  }

  String deletePort(String id) {
    return openstack + "port delete " + id;
  }

  /**
   * Returns a command because no update can correct it: the provider does not read a port's groups.
   */
  String moveIntoGroup(String port, String group) {
    return "%sport set --no-security-group --security-group %s %s"
        .formatted(openstack, group, port);
  }

  /** Returns one command for both: Neutron rejects groups on a port without port security. */
  String enablePortSecurity(String port, String group) {
    return "%sport set --enable-port-security --no-security-group --security-group %s %s"
        .formatted(openstack, group, port);
  }

  /** Deletes its listeners, pools and members too. */
  String deleteLoadBalancer(String id) {
    return openstack + "loadbalancer delete --cascade " + id;
  }

  String deleteNetwork(String id) {
    return openstack + "network delete " + id;
  }

  String deleteSubnet(String id) {
    return openstack + "subnet delete " + id;
  }

  String removeHostRoute(String subnet, LiveRoute route) {
    return openstack + "subnet unset --host-route " + argument(route) + " " + subnet;
  }

  String deleteRouter(String id) {
    return openstack + "router delete " + id;
  }

  String removeRoute(String router, LiveRoute route) {
    return openstack + "router unset --route " + argument(route) + " " + router;
  }

  private static String argument(LiveRoute route) {
    return "destination=%s,gateway=%s".formatted(route.destination(), route.gateway());
  }

  String removeRouterInterface(String router, String port) {
    return openstack + "router remove port " + router + " " + port;
  }

  String deleteFloatingIp(String id) {
    return openstack + "floating ip delete " + id;
  }

  String deletePortForwarding(String floatingIp, String id) {
    return openstack + "floating ip port forwarding delete " + floatingIp + " " + id;
  }

  String setOwnerToNova(String port) {
    return openstack + "port set --device-owner compute:nova " + port;
  }

  static String then(String first, String second) {
    return first + " && " + second;
  }
}
