package dev.slipway.drift;

import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shell lines that put a project right. */
final class FixCommands {
  private final String openstack;
  private final String pulumi;
  private final String closeDefault;

  FixCommands(ClusterPlan plan) {
    this.openstack = "openstack --os-cloud " + plan.cloud() + " ";
    this.pulumi = "pulumi up --refresh --stack " + plan.name();
    this.closeDefault = "slipway close-default " + plan.name();
  }

  /** For what the provider reads back. */
  String pulumi() {
    return pulumi;
  }

  String deleteRule(String id) {
    return openstack + "security group rule delete " + id;
  }

  /** Where the plan says what the cloud has. */
  String check() {
    return "slipway check";
  }

  String closeDefault() {
    return closeDefault;
  }

  String deleteGroup(String id) {
    return openstack + "security group delete " + id;
  }

  /**
   * Neutron changes this only while the group has no port: its ports are cut off until they are
   * back.
   */
  String makeStateful(String id, List<String> ports) {
    Stream<String> out = ports.stream().map(port -> "port set --no-security-group " + port);
    Stream<String> back =
        ports.stream().map(port -> "port set --security-group " + id + " " + port);
    return Stream.of(out, Stream.of("security group set --stateful " + id), back)
        .flatMap(Function.identity())
        .map(openstack::concat)
        .collect(Collectors.joining(" && "));
  }

  String deleteShare(String id) {
    return openstack + "network rbac delete " + id;
  }

  String deletePort(String id) {
    return openstack + "port delete " + id;
  }

  /** Server and port: Nova ends the port that it made itself. */
  String deleteServer(String id) {
    return openstack + "server delete " + id;
  }

  /** The provider does not read a port's groups, so no update of Pulumi's sees that they differ. */
  String moveIntoGroup(String port, String group) {
    return openstack + "port set --no-security-group --security-group " + group + " " + port;
  }

  /** In one step: Neutron takes no group for a port without port security. */
  String secure(String port, String group) {
    return openstack
        + "port set --enable-port-security --no-security-group --security-group "
        + group
        + " "
        + port;
  }

  String giveToNova(String port) {
    return openstack + "port set --device-owner compute:nova " + port;
  }

  static String then(String first, String second) {
    return first + " && " + second;
  }
}
