package dev.slipway.vocabulary;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words and phrases, each with the standard word, and the pattern that finds them in a text. */
final class Words {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern NOTHING = Pattern.compile("(?!)");

  private final Map<String, String> standards;
  private final Pattern pattern;

  private Words(Map<String, String> standards, Pattern pattern) {
    this.standards = standards;
    this.pattern = pattern;
  }

  /** Finds whole words in any case. */
  static Words ofProse(Map<String, String> standards) {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(standards);
    return new Words(
        anyCase,
        pattern(standards.keySet(), "(?<!\\w)", "(?!(?<=\\w)\\w)", Pattern.CASE_INSENSITIVE));
  }

  /** Finds keys, options and class names in exactly this case. */
  static Words ofCode(Map<String, String> standards) {
    return new Words(standards, pattern(standards.keySet(), "(?<![\\w-])", "(?![\\w-])", 0));
  }

  List<MatchResult> in(String text) {
    return pattern.matcher(text).results().toList();
  }

  String standard(String found) {
    return standards.getOrDefault(word(found), "");
  }

  static String word(String found) {
    return SPACE.matcher(found).replaceAll(" ");
  }

  private static Pattern pattern(Collection<String> words, String before, String after, int flags) {
    if (words.isEmpty()) {
      return NOTHING;
    }
    String longestFirst =
        words.stream()
            .sorted(Comparator.comparing(String::length).reversed())
            .map(word -> Pattern.quote(word).replace(" ", "\\E\\s+\\Q"))
            .collect(Collectors.joining("|"));
    return Pattern.compile(before + "(?:" + longestFirst + ")" + after, flags);
  }
}
