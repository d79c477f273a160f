package dev.slipway.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file CODEOWNERS. Of the lines that match a file, the last one of each section decides. GitHub
 * has no sections.
 */
public final class CodeOwners {
  /** The organization in the files that Slipway ships, which an operator replaces. */
  static final String PLACEHOLDER = "@ORGANIZATION/";

  private static final String EVERY_FILE = "*";

  /** Source: docs.gitlab.com, "Code Owners syntax": {@code ^[Name][2] @owner}. */
  private static final Pattern SECTION =
      Pattern.compile("(\\^?)\\[([^\\]]+)](?:\\[\\d+])?((?:\\s+\\S+)*)");

  /** A user, a group, a team or a role, or an e-mail address; forges ignore other words. */
  private static final Pattern OWNER = Pattern.compile("@.+|[^@]+@[^@]+\\.[^@]+");

  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");
  private static final Pattern SPACES = Pattern.compile("(?<!\\\\)\\s+");

  private record Line(String pattern, List<String> owners) {}

  private record Section(boolean isOptional, List<String> owners, List<Line> lines) {
    private boolean hasOwner(Line line) {
      List<String> given = line.owners().isEmpty() ? owners : line.owners();
      return !line.pattern().startsWith("!")
          && given.stream().anyMatch(one -> OWNER.matcher(one).matches());
    }

    /** Returns the lines after the last one for every file; empty if no line is. */
    private Optional<List<Line>> afterEveryFile() {
      for (int i = lines.size() - 1; i >= 0; i--) {
        if (lines.get(i).pattern().equals(EVERY_FILE)) {
          return hasOwner(lines.get(i))
              ? Optional.of(lines.subList(i + 1, lines.size()))
              : Optional.empty();
        }
      }
      return Optional.empty();
    }
  }

  private final List<Section> sections = new ArrayList<>();

  private CodeOwners(boolean hasSections, String text) {
    sections.add(new Section(false, List.of(), new ArrayList<>()));
    text.lines()
        .map(line -> COMMENT.matcher(line).replaceFirst("").strip())
        .filter(line -> !line.isEmpty())
        .forEach(line -> add(hasSections, line));
  }

  /** Reads the file of a forge. */
  public static CodeOwners parse(Forge forge, String text) {
    return new CodeOwners(forge == Forge.GITLAB, text);
  }

  private void add(boolean hasSections, String line) {
    Matcher section = SECTION.matcher(line);
    if (hasSections && section.matches()) {
      List<String> owners = words(section.group(3));
      sections.add(new Section(!section.group(1).isEmpty(), owners, new ArrayList<>()));
      return;
    }
    List<String> words = words(line);
    sections
        .get(sections.size() - 1)
        .lines()
        .add(new Line(words.get(0), words.subList(1, words.size())));
  }

  private static List<String> words(String text) {
    return SPACES.splitAsStream(text.strip()).filter(word -> !word.isEmpty()).toList();
  }

  /** Returns why some file has no owner; empty if every file has one. */
  public Optional<String> withoutOwner() {
    List<List<Line>> complete = new ArrayList<>();
    for (Section one : sections) {
      Optional<List<Line>> after = one.isOptional() ? Optional.empty() : one.afterEveryFile();
      if (after.isPresent()) {
        List<Line> without = after.get().stream().filter(line -> !one.hasOwner(line)).toList();
        complete.add(without);
      }
    }
    if (complete.stream().anyMatch(List::isEmpty)) {
      return Optional.empty();
    }
    return Optional.of(
        complete.stream()
            .findFirst()
            .map(
                lines ->
                    "no owner: "
                        + lines.stream().map(Line::pattern).collect(Collectors.joining(", ")))
            .orElse(
                "no line gives every file (the pattern *) an owner whose approval is required"));
  }

  /** Returns the owners of the shipped file that were not replaced. */
  public List<String> placeholders() {
    return sections.stream()
        .flatMap(
            one ->
                Stream.concat(
                    one.owners().stream(),
                    one.lines().stream().flatMap(line -> line.owners().stream())))
        .filter(owner -> owner.startsWith(PLACEHOLDER))
        .distinct()
        .toList();
  }
}
