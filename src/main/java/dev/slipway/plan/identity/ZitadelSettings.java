package dev.slipway.plan.identity;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of an object in Zitadel, by the names of its API.
 *
 * @param values booleans, texts, lists of texts and durations
 */
public record ZitadelSettings(Map<String, Object> values) {
  /** Copies the settings. */
  public ZitadelSettings {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** Returns some of the settings. */
  ZitadelSettings only(String... names) {
    Map<String, Object> some = new TreeMap<>();
    List.of(names).forEach(name -> some.put(name, value(name)));
    return new ZitadelSettings(some);
  }

  /** Returns a setting that is on or off. */
  public boolean flag(String name) {
    return (Boolean) value(name);
  }

  /** Returns a text, or the name of a constant. */
  public String text(String name) {
    return (String) value(name);
  }

  /** Returns a duration in seconds, as Go and the API write it. */
  public String seconds(String name) {
    return seconds((Duration) value(name));
  }

  /** Returns a list. */
  public List<String> texts(String name) {
    return ((List<?>) value(name)).stream().map(String::valueOf).toList();
  }

  /** Returns the JSON form of a value. */
  public static Object json(Object value) {
    return value instanceof Duration duration ? seconds(duration) : value;
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }

  private Object value(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no setting " + name);
    }
    return value;
  }
}
