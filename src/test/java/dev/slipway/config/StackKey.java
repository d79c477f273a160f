package dev.slipway.config;

import dev.slipway.testing.StackFileKeys;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key of stack files with its documentation.
 *
 * @param path the key with the keys that contain it; {@code *} is the name of an entry
 * @param text its {@code @param}; code is between backticks
 * @param example its value in YAML
 * @param conditions the kinds and environments that require or allow it
 */
record StackKey(
    String path,
    RecordComponent component,
    Optional<String> text,
    Optional<String> example,
    List<String> conditions) {
  private static final String DEFAULT = "Default: ";

  /** A default that is a value and not an explanation. */
  private static final Pattern CONSTANT = Pattern.compile("`([^`]+)`(,.*)?");

  @Override
  public String toString() {
    return path;
  }

  String name() {
    return component.getName();
  }

  boolean isRequired() {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** Returns the group of keys that the key contains. */
  Optional<Class<?>> group() {
    return StackFileKeys.inside(component.getGenericType()).findFirst();
  }

  /** Returns what the key means, with a capital letter and a period. */
  String meaning() {
    String meaning = text.orElse("").replaceFirst("\\.? ?" + DEFAULT + ".*", "");
    return meaning.isEmpty()
        ? ""
        : meaning.substring(0, 1).toUpperCase(Locale.ROOT) + meaning.substring(1) + ".";
  }

  /** Returns what a file without the key has. */
  Optional<String> defaultText() {
    return text.filter(all -> all.contains(DEFAULT))
        .map(all -> all.substring(all.indexOf(DEFAULT) + DEFAULT.length()));
  }

  /** Returns the default in YAML, if it is a value. */
  Optional<String> constantDefault() {
    return defaultText().map(CONSTANT::matcher).filter(Matcher::matches).map(all -> all.group(1));
  }

  /** Returns whether a file must set the key, and what a file without it has. */
  String presence() {
    String start = isRequired() ? "required" : defaultText().map("default: "::concat).orElse("");
    String rest = String.join("; ", conditions);
    return start.isEmpty() || rest.isEmpty() ? start + rest : start + "; " + rest;
  }
}
