package dev.slipway.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A taint of a Kubernetes node, in the syntax of {@code kubectl taint}.
 *
 * @param effect NoSchedule, PreferNoSchedule or NoExecute
 */
public record Taint(String key, String value, String effect) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<key>"
              + NodeLabel.KEY
              + ")=(?<value>"
              + NodeLabel.VALUE
              + ")"
              + ":(?<effect>NoSchedule|PreferNoSchedule|NoExecute)");

  /** The prefixes of taints that Kubernetes, a cloud provider or Cilium sets and removes. */
  private static final Pattern RESERVED =
      Pattern.compile("node\\.(kubernetes|cloudprovider\\.kubernetes|cilium)\\.io/.*");

  /** Reads a taint such as {@code dedicated=logs:NoSchedule}. */
  public static Taint parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "is not a valid taint; expected key=value:EFFECT with NoSchedule, PreferNoSchedule or"
              + " NoExecute, such as dedicated=logs:NoSchedule");
    }
    if (RESERVED.matcher(parts.group("key")).matches()) {
      throw new IllegalArgumentException(
          "is a reserved taint, which Kubernetes or Cilium sets itself; use a key without the"
              + " domains node.kubernetes.io, node.cloudprovider.kubernetes.io and node.cilium.io");
    }
    return new Taint(parts.group("key"), parts.group("value"), parts.group("effect"));
  }

  @Override
  public String toString() {
    return key + "=" + value + ":" + effect;
  }
}
