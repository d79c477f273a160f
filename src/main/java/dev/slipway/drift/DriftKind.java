package dev.slipway.drift;

/** Kinds of findings: differences between the cloud and the plan, and what these allow. */
public enum DriftKind {
  FOREIGN_RULE("foreign rule", false),
  RULE_WITHOUT_PREFIX("rule without prefix", false),
  RULE_BY_ADDRESS_GROUP("rule by address group", false),
  CHANGED_RULE("changed rule", false),
  MISSING_RULE("missing rule", true),
  RULES_IN_DEFAULT_GROUP("rules in the default group", false),
  MISSING_GROUP("missing group", true),
  UNKNOWN_GROUP("unknown group", false),
  STATELESS_GROUP("stateless group", false),
  SHARED("shared with another project", false),
  MISSING_PORT("missing port", true),
  UNKNOWN_PORT("unknown port", false),
  PORT_IN_NO_GROUP("port in no group", false),
  PORT_IN_DEFAULT_GROUP("port in the default group", false),
  PORT_IN_UNEXPECTED_GROUP("port in unexpected group", false),
  PORT_SECURITY_OFF("port security off", false),
  WIDE_ADDRESS_PAIR("wide address pair", true),
  UNFILTERED_PORT("unfiltered port", false),
  MOVED_PORT("port at another address", false),
  MISSING_SERVER("missing server", true),
  UNKNOWN_SERVER("unknown server", false),
  SERVER_STATUS("server is not active", false),
  CHANGED_SERVER("changed server", false),
  UNHEALTHY_CLUSTER("cluster is not healthy", false),
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

  /** Returns the name that users see, also in JSON. */
  public String text() {
    return text;
  }

  /** Returns whether {@code pulumi up --refresh} corrects it; if not, use {@link Finding#fix}. */
  public boolean isFixedByPulumi() {
    return fixedByPulumi;
  }
}
