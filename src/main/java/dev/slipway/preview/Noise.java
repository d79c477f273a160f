package dev.slipway.preview;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An update of a resource that changes nothing in the cloud or in a cluster. A report leaves such
 * steps out and has their number. A rule never leaves out another operation than an update, nor one
 * of a server, a port or a security group.
 *
 * @param type type of the resource
 * @param paths what every changed property must match
 * @param reason why it changes nothing
 * @param source where that can be read
 */
public record Noise(String type, Pattern paths, String reason, String source) {
  private static final Pattern NEVER =
      Pattern.compile("openstack:(compute/.*|networking/(port|secGroup|floatingIp).*)");

  /** All rules. */
  private static final List<Noise> ALL =
      List.of(
          new Noise(
              "pulumi:providers:openstack",
              Pattern.compile("applicationCredential(Id|Name|Secret)|user(Domain)?(Id|Name)"),
              "the credential of whoever runs the update",
              "docs/own-cloud.md, A colleague"));

  /** Refuses a rule for a type that is never left out. */
  public Noise {
    if (NEVER.matcher(type).matches()) {
      throw new IllegalArgumentException(type + ": an update of it is always reported");
    }
  }

  /** Returns whether a rule leaves the step out. */
  public static boolean isNoise(ResourceStep step) {
    return ALL.stream().anyMatch(rule -> rule.matches(step));
  }

  /** Returns all rules, for the documentation. */
  public static List<Noise> all() {
    return ALL;
  }

  boolean matches(ResourceStep step) {
    return step.operation() == Operation.UPDATE
        && step.type().equals(type)
        && !step.changes().isEmpty()
        && step.changes().stream().allMatch(one -> paths.matcher(one.path()).matches());
  }
}
