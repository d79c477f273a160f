package dev.slipway.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.DeserializationContext;
import dev.slipway.value.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is found wrong while one file is read. */
final class ProblemCollector {
  /** Under this name Jackson's context carries it to deserializers. */
  static final String ATTRIBUTE = ProblemCollector.class.getName();

  private final Path file;
  private final Map<String, Integer> lines;
  private final List<Problem> problems = new ArrayList<>();

  ProblemCollector(Path file, Map<String, Integer> lines) {
    this.file = file;
    this.lines = lines;
  }

  static ProblemCollector of(DeserializationContext context) {
    return (ProblemCollector) context.getAttribute(ATTRIBUTE);
  }

  /** Notes a problem where the parser stands. */
  void add(JsonParser parser, String message) {
    add(path(parser.getParsingContext()), message);
  }

  void add(String path, String message) {
    problems.add(new Problem(file, YamlLineIndex.nearest(lines, path), path, message));
  }

  boolean hasProblemAt(String path) {
    return problems.stream().anyMatch(problem -> problem.path().equals(path));
  }

  List<Problem> problems() {
    return problems;
  }

  static String path(JsonStreamContext context) {
    if (context.inRoot()) {
      return "";
    }
    String around = path(context.getParent());
    if (context.inArray()) {
      return around + "[" + context.getCurrentIndex() + "]";
    }
    String key = context.getCurrentName() == null ? "" : context.getCurrentName();
    return around.isEmpty() || key.isEmpty() ? around + key : around + "." + key;
  }
}
