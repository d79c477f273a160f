package dev.slipway.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import dev.slipway.value.Problem;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The problems of one stack file while it is read, each with its key path and line. */
final class ReadProblems {
  /** Name of the attribute of Jackson's context that passes this object to deserializers. */
  static final String ATTRIBUTE = ReadProblems.class.getName();

  private final Path file;
  private final Map<String, Integer> lines;
  private final ProblemCollector problems;
  private final Set<String> reported = new HashSet<>();

  ReadProblems(Path file, Map<String, Integer> lines, ProblemCollector problems) {
    this.file = file;
    this.lines = lines;
    this.problems = problems;
  }

  /** Returns the stack that the file is named after. */
  String stack() {
    return file.getFileName().toString().replaceFirst("\\.yaml$", "");
  }

  static ReadProblems of(DeserializationContext context) {
    return (ReadProblems) context.getAttribute(ATTRIBUTE);
  }

  /** Adds a problem at the parser's current key. */
  void add(JsonParser parser, String message) {
    add(path(parser), message);
  }

  void add(String path, String message) {
    add(path, YamlLineIndex.nearest(lines, path), message);
  }

  void add(String path, int line, String message) {
    reported.add(path);
    problems.add(new Problem(file, line, path, message));
  }

  /** Prevents a second problem at a key that another problem already explains. */
  void markReported(String path) {
    reported.add(path);
  }

  boolean hasProblemAt(String path) {
    return reported.contains(path);
  }

  boolean isEmpty() {
    return reported.isEmpty();
  }

  /** Returns the path of the key whose value starts at the parser's current token. */
  static String path(JsonParser parser) {
    JsonStreamContext context = parser.getParsingContext();
    return path(parser.currentToken().isStructStart() ? context.getParent() : context);
  }

  /**
   * Returns the path of an unknown key. Jackson passes it to a handler either at once, or buffered
   * when the rest of the mapping was read; a buffer's own parser returns wrong paths.
   */
  static String unknownKeyPath(DeserializationContext context, JsonParser parser, String name) {
    JsonParser source = context.getParser();
    if (parser == source) {
      return path(source);
    }
    JsonStreamContext at = source.getParsingContext();
    boolean atEnd = source.currentToken() == JsonToken.END_OBJECT;
    String mapping = path(atEnd ? at : at.getParent());
    return mapping.isEmpty() ? name : mapping + "." + name;
  }

  /** Returns the key path of a parser's context, such as {@code access.adminPrefixes[0]}. */
  private static String path(JsonStreamContext context) {
    if (context.inRoot()) {
      return "";
    }
    String parent = path(context.getParent());
    if (context.inArray()) {
      return parent + "[" + context.getCurrentIndex() + "]";
    }
    String key = context.getCurrentName() == null ? "" : context.getCurrentName();
    return parent.isEmpty() || key.isEmpty() ? parent + key : parent + "." + key;
  }
}
