package dev.slipway.document;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts as {@code diff -u} prints it, without the names of files. */
public final class UnifiedDiff {
  /** Lines without a difference that are printed before and after each difference. */
  private static final int CONTEXT = 3;

  private final List<String> before;
  private final List<String> after;
  private final List<Line> lines = new ArrayList<>();

  /** A line with its sign, and the numbers of lines of both texts that precede it. */
  private record Line(char sign, String text, int before, int after) {
    boolean isDifference() {
      return sign != ' ';
    }

    String signed() {
      return sign + text;
    }
  }

  private UnifiedDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
    compare();
  }

  /** Returns the lines of the difference; none if the texts are equal. */
  public static List<String> of(List<String> before, List<String> after) {
    return new UnifiedDiff(before, after).hunks();
  }

  /** Returns the lines that differ, each with its sign; none if the texts are equal. */
  public static List<String> changes(List<String> before, List<String> after) {
    return new UnifiedDiff(before, after)
        .lines.stream().filter(Line::isDifference).map(Line::signed).toList();
  }

  /** Compares by the longest common subsequence of lines. */
  private void compare() {
    int[][] common = commonLengths();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(new Line(' ', before.get(i), i++, j++));
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', before.get(i), i++, j));
      } else {
        lines.add(new Line('+', after.get(j), i, j++));
      }
    }
  }

  private int[][] commonLengths() {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private List<String> hunks() {
    List<String> text = new ArrayList<>();
    int start = 0;
    while (start < lines.size()) {
      if (!isNearDifference(start)) {
        start++;
        continue;
      }
      int end = start;
      while (end < lines.size() && isNearDifference(end)) {
        end++;
      }
      text.addAll(hunk(lines.subList(start, end)));
      start = end;
    }
    return text;
  }

  private boolean isNearDifference(int index) {
    int from = Math.max(0, index - CONTEXT);
    int to = Math.min(lines.size(), index + CONTEXT + 1);
    return lines.subList(from, to).stream().anyMatch(Line::isDifference);
  }

  private static List<String> hunk(List<Line> hunk) {
    Line first = hunk.get(0);
    long old = hunk.stream().filter(line -> line.sign != '+').count();
    long young = hunk.stream().filter(line -> line.sign != '-').count();
    List<String> text = new ArrayList<>();
    text.add("@@ -%s +%s @@".formatted(range(first.before, old), range(first.after, young)));
    hunk.forEach(line -> text.add(line.signed()));
    return text;
  }

  /** Returns a position as {@code diff} does: an empty range begins at the line before it. */
  private static String range(int preceding, long count) {
    return (count == 0 ? preceding : preceding + 1) + "," + count;
  }
}
