package dev.slipway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The kinds and environments that require or allow a key, as the rules have them. */
final class KeyConditions {
  private KeyConditions() {}

  /** Returns a text for each condition of a key. */
  static List<String> of(String key) {
    List<String> texts = new ArrayList<>();
    for (ConditionalKeyRules.Rule rule : ConditionalKeyRules.RULES) {
      if (rule.key().equals(key)) {
        String kind = rule.kind().name().toLowerCase(Locale.ROOT);
        texts.add(text(rule.required(), "`%s: %s`".formatted(rule.kindKey(), kind)));
      }
    }
    for (Map.Entry<String, Boolean> rule : ConditionalKeyRules.OPS_KEYS.entrySet()) {
      if (rule.getKey().equals(key)) {
        texts.add(text(rule.getValue(), "`kind: OpsCluster`"));
      }
    }
    if (isRequiredInProduction(key)) {
      texts.add("required in production");
    }
    return texts;
  }

  /** Whether files of one kind must set the key, and other files must not. */
  static boolean isRequiredByKind(String key) {
    return ConditionalKeyRules.RULES.stream()
            .anyMatch(rule -> rule.required() && rule.key().equals(key))
        || ConditionalKeyRules.OPS_KEYS.getOrDefault(key, false);
  }

  private static boolean isRequiredInProduction(String key) {
    return EgressRules.PRODUCTION_KEYS.stream().map("network."::concat).anyMatch(key::equals);
  }

  private static String text(boolean required, String kind) {
    return required
        ? "required with %s, otherwise not allowed".formatted(kind)
        : "only with " + kind;
  }
}
