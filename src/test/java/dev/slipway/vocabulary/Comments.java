package dev.slipway.vocabulary;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds comments, string literals and declared names in a source text. A literal is matched as a
 * whole, so a comment sign inside it does not begin a comment.
 */
enum Comments {
  /** Comments only: the compiler gives names and literals. */
  JAVA(
      "(/\\*\\*(?!/).*?\\*/)",
      "(/\\*.*?\\*/|" + lines("//") + ")",
      "\"\"\".*?\"\"\"",
      Literal.QUOTED,
      Literal.CHAR),

  /** A comment directly above a declaration documents it. */
  GO(
      "(" + lines("//") + "(?=\\n(?:func|type|package|var|const)\\b))",
      "(/\\*.*?\\*/|" + lines("//") + ")",
      "(`[^`]*+`|" + Literal.QUOTED + ")",
      Literal.CHAR,
      "^(?:func(?: \\([^)]*\\))?|type) (\\w+)"),

  /** A string that begins a line is a docstring. */
  PYTHON(
      "^[ \\t]*(\"\"\".*?\"\"\")",
      "(" + lines("#") + ")",
      "(\"\"\".*?\"\"\"|'''.*?'''|" + Literal.QUOTED + "|" + Literal.CHAR + ")",
      "^[ \\t]*(?:def|class) (\\w+)");

  private static final Passage.Kind[] KIND_OF_GROUP = {
    Passage.Kind.DOC, Passage.Kind.PROSE, Passage.Kind.PROSE, Passage.Kind.NAME
  };
  private static final int FIRST_GROUP_WITHOUT_SIGNS = 3;
  private static final Pattern SIGNS =
      Pattern.compile("(?m)^[ \\t]*(?:\\*/|/\\*\\*?|\\*|//+|#+!?|\"\"\")|\"\"\"$|\\*/$");

  private final Pattern pattern;

  Comments(String... alternatives) {
    pattern = Pattern.compile("(?sm)" + String.join("|", alternatives));
  }

  List<Passage> passages(Path file, String source) {
    List<Passage> passages = new ArrayList<>();
    Matcher found = pattern.matcher(source);
    int line = 1;
    int counted = 0;
    while (found.find()) {
      for (int group = 1; group <= found.groupCount(); group++) {
        if (found.start(group) >= 0) {
          line += breaks(source, counted, found.start(group));
          counted = found.start(group);
          passages.addAll(passages(file, line, group, found.group(group)));
        }
      }
    }
    return passages;
  }

  private static List<Passage> passages(Path file, int line, int group, String text) {
    Passage.Kind kind = KIND_OF_GROUP[group - 1];
    return group < FIRST_GROUP_WITHOUT_SIGNS
        ? Quotes.split(new Passage(file, line, kind, SIGNS.matcher(text).replaceAll("")))
        : List.of(new Passage(file, line, kind, text));
  }

  private static int breaks(String source, int from, int to) {
    return (int) source.substring(from, to).chars().filter(c -> c == '\n').count();
  }

  /** Comments on lines that follow each other are one text. */
  private static String lines(String sign) {
    return "%1$s[^\\n]*+(?:\\n[ \\t]*%1$s[^\\n]*+)*+".formatted(sign);
  }

  private static final class Literal {
    static final String QUOTED = "\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"";
    static final String CHAR = "'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'";
  }
}
