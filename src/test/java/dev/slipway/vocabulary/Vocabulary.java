package dev.slipway.vocabulary;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The list of words that this project does not use, and the search for them. */
final class Vocabulary {
  static final Path FILE = Path.of("src/test/resources/vocabulary.txt");

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s+");
  private static final Pattern CAMEL =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_.\\-/]+");
  private static final String FIRST_STANDARD = "begin with a noun phrase or a third-person verb";

  private final Map<String, Map<String, String>> sections = new TreeMap<>();
  private final Words prose;
  private final Words names;
  private final Words keys;
  private final Words allowed;
  private final Pattern firstWords;
  private final List<PathMatcher> skipped;

  private Vocabulary(List<String> lines) {
    Map<String, String> section = Map.of();
    for (String line : lines) {
      if (line.startsWith("[")) {
        String name = line.replaceAll("[\\[\\]]", "");
        section = sections.computeIfAbsent(name, none -> new TreeMap<>());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        add(section, line);
      }
    }
    prose = Words.ofProse(section("prose"));
    names = Words.ofProse(section("names"));
    keys = Words.ofCode(section("keys"));
    allowed = Words.ofProse(section("allowed"));
    firstWords =
        Pattern.compile(
            "^\\s*(" + String.join("|", section("first words").keySet()) + ")(?![\\w-])");
    skipped = section("skipped").keySet().stream().flatMap(Vocabulary::matchers).toList();
  }

  static Vocabulary read(Path file) throws IOException {
    return new Vocabulary(Files.readAllLines(file));
  }

  private static void add(Map<String, String> section, String line) {
    int equals = line.indexOf(" = ");
    String words = equals < 0 ? line : line.substring(0, equals);
    String standard = equals < 0 ? "" : line.substring(equals + 3).strip();
    COMMA.splitAsStream(words.strip()).forEach(word -> section.put(word, standard));
  }

  private Map<String, String> section(String name) {
    return sections.getOrDefault(name, Map.of());
  }

  /** Returns whether a file or a folder, given from the root, is not read at all. */
  boolean isSkipped(Path file) {
    return skipped.stream().anyMatch(pattern -> pattern.matches(file));
  }

  /** Matches from the root where the pattern begins with a slash, else at any depth. */
  private static Stream<PathMatcher> matchers(String glob) {
    return glob.startsWith("/")
        ? Stream.of(matcher(glob.substring(1)))
        : Stream.of(matcher(glob), matcher("**/" + glob));
  }

  private static PathMatcher matcher(String glob) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob);
  }

  private boolean isAllowedInFile(Hit hit) {
    return section("allowed in one file").keySet().stream()
        .anyMatch(
            entry ->
                entry.endsWith(": " + hit.word())
                    && hit.file().endsWith(entry.substring(0, entry.indexOf(": "))));
  }

  /** Returns whether a column of a table quotes old words. */
  boolean isQuote(Path file, String heading) {
    return section("quoting columns").containsKey(file + ": " + heading);
  }

  List<Hit> hits(Passage passage) {
    String text = passage.text();
    List<Hit> hits = new ArrayList<>(find(passage, keys, text));
    switch (passage.kind()) {
      case CODE -> {}
      case NAME -> {
        String words = CAMEL.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT);
        hits.addAll(find(passage, prose, words));
        hits.addAll(find(passage, names, words));
      }
      case PROSE -> hits.addAll(find(passage, prose, text));
      case DOC -> {
        firstWord(passage).ifPresent(hits::add);
        hits.addAll(find(passage, prose, text));
      }
    }
    hits.removeIf(this::isAllowedInFile);
    hits.sort(Comparator.comparing(Hit::line));
    return hits;
  }

  private Optional<Hit> firstWord(Passage passage) {
    return firstWords
        .matcher(passage.text())
        .results()
        .map(
            first ->
                Hit.of(
                    passage,
                    passage.text(),
                    first.start(1),
                    first.end(1),
                    "first word " + first.group(1),
                    FIRST_STANDARD))
        .findFirst();
  }

  private List<Hit> find(Passage passage, Words words, String text) {
    String straight = text.replace('\u2019', '\'');
    List<MatchResult> found = words.in(straight);
    if (found.isEmpty()) {
      return List.of();
    }
    List<MatchResult> allowedHere = allowed.in(straight);
    return found.stream()
        .filter(one -> allowedHere.stream().noneMatch(phrase -> contains(phrase, one)))
        .map(
            one ->
                Hit.of(
                    passage,
                    straight,
                    one.start(),
                    one.end(),
                    Words.word(one.group()),
                    words.standard(one.group())))
        .toList();
  }

  private static boolean contains(MatchResult phrase, MatchResult word) {
    return phrase.start() <= word.start() && word.end() <= phrase.end();
  }

  /** Returns the words of the list that have no standard word. */
  List<String> withoutStandard() {
    return Stream.of("prose", "names", "keys")
        .flatMap(name -> section(name).entrySet().stream())
        .filter(entry -> entry.getValue().isBlank())
        .map(Map.Entry::getKey)
        .toList();
  }
}
