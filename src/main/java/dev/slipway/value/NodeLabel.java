package dev.slipway.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A label of a Kubernetes node. */
public record NodeLabel(String key, String value) {
  /** Kubernetes documentation, "Labels and Selectors", syntax. */
  static final String KEY =
      "(?:(?=[a-z0-9.-]{1,253}/)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";

  static final String VALUE = "(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?";
  private static final Pattern FORM =
      Pattern.compile("(?<key>" + KEY + ")=(?<value>" + VALUE + ")");

  /** The prefixes that NodeRestriction forbids to kubelets, and Slipway's own. */
  private static final Pattern RESERVED =
      Pattern.compile("(.*\\.)?(kubernetes\\.io|k8s\\.io|slipway\\.dev)/.*");

  /** Reads a label such as {@code tier=logs}. */
  public static NodeLabel parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "is not a valid label; expected key=value such as tier=logs or example.net/tier=logs");
    }
    if (RESERVED.matcher(parts.group("key")).matches()) {
      throw new IllegalArgumentException(
          "is a reserved label; use a key without the domains kubernetes.io, k8s.io and"
              + " slipway.dev");
    }
    return new NodeLabel(parts.group("key"), parts.group("value"));
  }

  @Override
  public String toString() {
    return key + "=" + value;
  }
}
