package dev.slipway.config;

import dev.slipway.value.Problem;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Refuses what two parsers of YAML, or a parser and a reviewer, can read differently: anchors,
 * aliases, tags, directives, values that are not written as they are, and unquoted values whose
 * type depends on the version of YAML. Jackson reads an alias as the text of its name.
 */
final class YamlSubsetRules {
  private final Path file;
  private final String text;
  private final List<Problem> problems = new ArrayList<>();

  private YamlSubsetRules(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /** Returns a problem for each of them. */
  static List<Problem> problems(Path file, String text) {
    List<Problem> hidden = HiddenCharacters.problems(file, text);
    if (!hidden.isEmpty()) {
      return hidden;
    }
    YamlSubsetRules rules = new YamlSubsetRules(file, text);
    new Yaml(new LoaderOptions()).parse(new StringReader(text)).forEach(rules::check);
    return rules.problems;
  }

  private void check(Event event) {
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      String sign = event instanceof AliasEvent ? "the alias *" : "the anchor &";
      refuse(
          event, sign + node.getAnchor() + " is not allowed; write the value itself in each key");
    }
    if (event instanceof DocumentStartEvent start
        && (start.getVersion() != null
            || (start.getTags() != null && !start.getTags().isEmpty()))) {
      refuse(event, "a directive of YAML is not allowed; remove the line that begins with %");
    }
    if (event instanceof ScalarEvent scalar && scalar.getTag() == null) {
      scalar(scalar);
    } else if (event instanceof ScalarEvent scalar) {
      tag(event, scalar.getTag());
    } else if (event instanceof CollectionStartEvent collection) {
      tag(event, collection.getTag());
    }
  }

  private void tag(Event event, String tag) {
    if (tag != null) {
      String shorthand = tag.replace("tag:yaml.org,2002:", "!!");
      refuse(event, "the tag " + shorthand + " is not allowed; write the value without it");
    }
  }

  private void scalar(ScalarEvent scalar) {
    String value = scalar.getValue();
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    int quote = plain ? 0 : 1;
    String source = source(scalar);
    if (source.length() < 2 * quote
        || !source.substring(quote, source.length() - quote).equals(value)) {
      refuse(
          scalar,
          "a value of several lines or with an escape sequence is not allowed; write the value as"
              + " it is, in one line");
    } else if (plain) {
      Optional<String> ambiguity = AmbiguousScalar.message(value);
      ambiguity.ifPresent(message -> refuse(scalar, message));
    }
  }

  /** Returns the characters of the value in the file; SnakeYAML counts code points. */
  private String source(ScalarEvent scalar) {
    String source =
        text.substring(
            text.offsetByCodePoints(0, scalar.getStartMark().getIndex()),
            text.offsetByCodePoints(0, scalar.getEndMark().getIndex()));
    String anchor = "&" + scalar.getAnchor();
    return source.startsWith(anchor) ? source.substring(anchor.length()).strip() : source;
  }

  private void refuse(Event event, String message) {
    problems.add(new Problem(file, event.getStartMark().getLine() + 1, "", message));
  }
}
