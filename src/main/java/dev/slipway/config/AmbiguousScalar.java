package dev.slipway.config;

import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Unquoted values that have one type in YAML 1.1 and another in YAML 1.2. Source: YAML 1.1, "type
 * repository"; YAML 1.2.2, section 10.3.2.
 */
final class AmbiguousScalar {
  private static final Resolver YAML_1_1 = new Resolver();

  /** A boolean in the specification of YAML 1.1, and text to most of its parsers. */
  private static final Pattern LETTER_BOOLEAN = Pattern.compile("[yYnN]");

  /** Text in YAML 1.1, whose floating-point numbers have a point; SnakeYAML reads a number. */
  private static final Pattern EXPONENT_WITHOUT_POINT = Pattern.compile("[-+]?\\d+[eE][-+]?\\d+");

  /** Octal in YAML 1.1, decimal in YAML 1.2. */
  private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0\\d+");

  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern BOOL = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern INT = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
              + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private AmbiguousScalar() {}

  /** Returns what is wrong with the value; empty if every parser reads the same. */
  static Optional<String> message(String value) {
    Tag older = type11(value);
    Tag newer = type12(value);
    if (older.equals(newer) && !LEADING_ZERO.matcher(value).matches()) {
      return Optional.empty();
    }
    String types =
        older.equals(newer)
            ? "as an octal number, YAML 1.2 as a decimal one"
            : "as %s, YAML 1.2 as %s".formatted(name(older), name(newer));
    return Optional.of(
        "YAML 1.1 reads %s %s; quote it if it is text, or write true, false or a decimal number"
            .formatted(value, types));
  }

  private static Tag type11(String value) {
    if (LETTER_BOOLEAN.matcher(value).matches()) {
      return Tag.BOOL;
    } else if (value.equals("=")) {
      return new Tag(Tag.PREFIX + "value"); // without a constant in SnakeYAML
    }
    return EXPONENT_WITHOUT_POINT.matcher(value).matches()
        ? Tag.STR
        : YAML_1_1.resolve(NodeId.scalar, value, true);
  }

  private static Tag type12(String value) {
    if (NULL.matcher(value).matches()) {
      return Tag.NULL;
    } else if (BOOL.matcher(value).matches()) {
      return Tag.BOOL;
    } else if (INT.matcher(value).matches()) {
      return Tag.INT;
    }
    return FLOAT.matcher(value).matches() ? Tag.FLOAT : Tag.STR;
  }

  private static String name(Tag type) {
    return type.equals(Tag.STR) ? "text" : type.getValue().replaceFirst(".*:", "type ");
  }
}
