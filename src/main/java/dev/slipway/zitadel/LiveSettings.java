package dev.slipway.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.identity.ZitadelSettings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The comparison of an object of Zitadel with its planned settings. Zitadel leaves a field out of
 * its JSON if it has its default: false, an empty list, zero, or the first constant.
 */
final class LiveSettings {
  /** The first constant of each setting that has constants. */
  private static final Map<String, String> FIRST =
      Map.of(
          "appType", "OIDC_APP_TYPE_WEB",
          "authMethodType", "OIDC_AUTH_METHOD_TYPE_BASIC",
          "accessTokenType", "OIDC_TOKEN_TYPE_BEARER",
          "passwordlessType", "PASSWORDLESS_TYPE_NOT_ALLOWED");

  private LiveSettings() {}

  /** A setting that differs. */
  record Difference(String setting, Object live, Object planned) {
    @Override
    public String toString() {
      return "%s is %s, expected %s".formatted(setting, live, ZitadelSettings.json(planned));
    }
  }

  /** Returns the differences, sorted by setting. */
  static List<Difference> differences(JsonNode live, ZitadelSettings planned) {
    List<Difference> found = new ArrayList<>();
    planned
        .values()
        .forEach(
            (name, value) ->
                difference(live.path(name), value, FIRST.getOrDefault(name, ""))
                    .ifPresent(now -> found.add(new Difference(name, now, value))));
    return found;
  }

  /** Returns the settings as a request needs them. */
  static Map<String, Object> request(ZitadelSettings planned) {
    Map<String, Object> fields = new TreeMap<>();
    planned.values().forEach((name, value) -> fields.put(name, ZitadelSettings.json(value)));
    return fields;
  }

  private static Optional<Object> difference(JsonNode live, Object planned, String first) {
    if (planned instanceof Boolean expected) {
      return live.asBoolean() == expected ? Optional.empty() : Optional.of(live.asBoolean());
    }
    if (planned instanceof Duration expected) {
      String now = live.asText("0s");
      return duration(now).equals(Optional.of(expected)) ? Optional.empty() : Optional.of(now);
    }
    if (planned instanceof List<?> expected) {
      List<String> now = texts(live);
      return new TreeSet<>(now).equals(new TreeSet<>(strings(expected)))
          ? Optional.empty()
          : Optional.of(now);
    }
    String now = live.isMissingNode() ? first : live.asText();
    return now.equals(planned) ? Optional.empty() : Optional.of(now);
  }

  /** Reads seconds with a fraction, such as {@code 1.5s}; empty for any other text. */
  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse("PT" + (text.isEmpty() ? "0s" : text)));
    } catch (DateTimeParseException other) {
      return Optional.empty();
    }
  }

  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static List<String> strings(List<?> list) {
    return list.stream().map(String::valueOf).toList();
  }
}
