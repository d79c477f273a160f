package dev.slipway.config;

import dev.slipway.testing.TypeDoc;
import dev.slipway.value.StackKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The form of values in a stack file, by their type. */
final class KeyForm {
  private static final String VALUES = "dev.slipway.value";

  /** Texts that no type but one of names or versions accepts. */
  private static final List<String> INVALID = List.of("", "0.0.0");

  /** Words in the names of types that are not written in lower case. */
  private static final Map<String, String> NAMES =
      Map.of(
          "dns", "DNS",
          "git", "Git",
          "glance", "Glance",
          "ip", "IP",
          "neutron", "Neutron",
          "ntp", "NTP",
          "sha256", "SHA-256",
          "talos", "Talos",
          "url", "URL",
          "zitadel", "Zitadel");

  private KeyForm() {}

  /** Returns the name of the form; a list is that of its items, a mapping has two. */
  static String of(Type type) {
    if (type instanceof ParameterizedType generic) {
      List<String> inner = Stream.of(generic.getActualTypeArguments()).map(KeyForm::of).toList();
      return inner.size() == 1 ? "list: " + inner.get(0) : String.join(" → ", inner);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isEnum()) {
      return choices(raw).stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }
    if (raw == Boolean.class) {
      return "`true`, `false`";
    }
    return raw == Integer.class ? "whole number" : words(raw);
  }

  /** Returns the constants' texts of an enum. */
  static List<String> choices(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(KeyForm::text).toList();
  }

  /** Returns the text of an enum's constant. */
  static String text(Object constant) {
    return constant instanceof StackKind kind
        ? kind.text()
        : constant.toString().toLowerCase(Locale.ROOT);
  }

  /** Whether the type is read from a text. */
  static boolean isValue(Class<?> type) {
    return !type.isEnum() && type.getPackageName().equals(VALUES);
  }

  /** Returns the value types of a key. */
  static Stream<Class<?>> values(Type type) {
    Stream<Type> parts =
        type instanceof ParameterizedType generic
            ? Stream.of(generic.getActualTypeArguments())
            : Stream.empty();
    Stream<Class<?>> own =
        type instanceof Class<?> raw && isValue(raw) ? Stream.of(raw) : Stream.empty();
    return Stream.concat(own, parts.flatMap(KeyForm::values));
  }

  static String meaning(Class<?> type) {
    return TypeDoc.of(type).summary();
  }

  /** Returns what the type accepts, as {@code check} prints it with an invalid value. */
  static String accepted(Class<?> type) {
    return INVALID.stream()
        .flatMap(text -> rejection(type, text))
        .map(message -> message.replaceFirst(".*?expected ", "").replaceFirst("; .*", ""))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static Stream<String> rejection(Class<?> type, String text) {
    try {
      type.getMethod("parse", String.class).invoke(null, text);
      return Stream.empty();
    } catch (InvocationTargetException rejected) {
      return Stream.of(String.valueOf(Objects.requireNonNull(rejected.getCause()).getMessage()));
    } catch (ReflectiveOperationException noParser) {
      throw new IllegalStateException(noParser);
    }
  }

  /** Returns {@code DNS label} for {@code DnsLabel}. */
  private static String words(Class<?> type) {
    return Arrays.stream(type.getSimpleName().split("(?<=[a-z])(?=[A-Z])", -1))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .map(word -> NAMES.getOrDefault(word, word))
        .collect(Collectors.joining(" "));
  }
}
