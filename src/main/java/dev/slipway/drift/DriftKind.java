package dev.slipway.drift;

/**
 * Kinds of findings: differences between the cloud and the plan, and what these allow. The order is
 * that of their fixes: Neutron refuses to delete what another object uses, and Pulumi fails while
 * an additional rule exists.
 */
public enum DriftKind {
  UNKNOWN_PORT_FORWARDING("unknown port forwarding", false),
  UNKNOWN_FLOATING_IP("unknown floating IP", false),
  UNKNOWN_ROUTE("unknown route", false),
  UNKNOWN_HOST_ROUTE("unknown host route", false),
  UNKNOWN_ROUTER_INTERFACE("unknown router interface", false),
  UNKNOWN_SERVER("unknown server", false),
  UNKNOWN_PORT("unknown port", false),
  FOREIGN_RULE("foreign rule", false),
  RULE_WITHOUT_PREFIX("rule without prefix", false),
  RULE_BY_ADDRESS_GROUP("rule by address group", false),
  RULES_IN_DEFAULT_GROUP("rules in the default group", false),
  SHARED("shared with another project", false),
  UNKNOWN_ROUTER("unknown router", false),
  UNKNOWN_SUBNET("unknown subnet", false),
  UNKNOWN_NETWORK("unknown network", false),
  CHANGED_RULE("changed rule", false),
  MISSING_GROUP("missing group", true),
  MISSING_RULE("missing rule", true),
  WIDE_ADDRESS_PAIR("wide address pair", true),
  MISSING_NETWORK_OBJECT("missing network object", true),
  CHANGED_SUBNET("changed subnet", true),
  CHANGED_ROUTER("changed router", true),
  MOVED_FLOATING_IP("floating IP at another port", true),
  MISSING_PORT("missing port", true),
  STATELESS_GROUP("stateless group", false),
  PORT_SECURITY_OFF("port security off", false),
  PORT_IN_DEFAULT_GROUP("port in the default group", false),
  PORT_IN_NO_GROUP("port in no group", false),
  PORT_IN_UNEXPECTED_GROUP("port in unexpected group", false),
  UNFILTERED_PORT("unfiltered port", false),
  MOVED_PORT("port at another address", false),
  UNKNOWN_GROUP("unknown group", false),
  MISSING_SERVER("missing server", true),
  SERVER_STATUS("server is not active", false),
  CHANGED_SERVER("changed server", false),
  UNHEALTHY_CLUSTER("cluster is not healthy", false),
  MISSING_APPLICATION("missing Application", true),
  UNSYNCED_APPLICATION("Application is not synced", false),
  UNHEALTHY_APPLICATION("Application is not healthy", false),
  CROSS_ENVIRONMENT_PATH("cross-environment path", false),
  CROSS_ENVIRONMENT_RULE("cross-environment rule", false);

  private final String text;
  private final boolean fixedByPulumi;

  /**
   * {@code fixedByPulumi}: whether {@code pulumi up --refresh} corrects it, because the provider
   * reads the attribute that differs. Source: the Read functions of terraform-provider-openstack
   * 3.4.0.
   */
  DriftKind(String text, boolean fixedByPulumi) {
    this.text = text;
    this.fixedByPulumi = fixedByPulumi;
  }

  /** Returns whether an object of the plan does not exist. */
  public boolean isMissing() {
    return switch (this) {
      case MISSING_GROUP, MISSING_RULE, MISSING_NETWORK_OBJECT, MISSING_PORT, MISSING_SERVER ->
          true;
      default -> false;
    };
  }

  /** Returns the name that users see, also in JSON. */
  public String text() {
    return text;
  }

  /** Returns whether {@code pulumi up --refresh} corrects it; if not, use {@link Finding#fix}. */
  public boolean isFixedByPulumi() {
    return fixedByPulumi;
  }
}
