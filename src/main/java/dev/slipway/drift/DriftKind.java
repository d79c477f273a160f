package dev.slipway.drift;

/** The kinds of difference, each with what heals it. */
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
  PORT_IN_STRANGE_GROUP("port in a strange group", false),
  PORT_SECURITY_OFF("port security off", false),
  WIDE_ADDRESS_PAIR("wide address pair", true),
  TRUSTED_PORT("port that nothing filters", false),
  OPEN_WAY("way between environments", false),
  HALF_OPEN_WAY("half a way between environments", false);

  private final String text;
  private final boolean healedByPulumi;

  /**
   * {@code healedByPulumi}: whether the provider reads what differs, so that {@code pulumi up
   * --refresh} puts it right. Source: the Read functions of terraform-provider-openstack 3.4.0.
   */
  DriftKind(String text, boolean healedByPulumi) {
    this.text = text;
    this.healedByPulumi = healedByPulumi;
  }

  /** In the report's words. */
  public String text() {
    return text;
  }

  /** Else only the finding's own cure does. */
  public boolean isHealedByPulumi() {
    return healedByPulumi;
  }
}
