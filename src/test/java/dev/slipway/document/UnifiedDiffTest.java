package dev.slipway.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

  @Test
  void printsThreeLinesAroundEachDifference() {
    List<String> before = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9");
    List<String> after = List.of("1", "2", "3", "4", "five", "6", "7", "8", "9", "10");
    assertEquals(
        List.of("@@ -2,8 +2,9 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8", " 9", "+10"),
        UnifiedDiff.of(before, after));
  }

  @Test
  void printsDistantDifferencesAlone() {
    List<String> before = IntStream.range(0, 30).mapToObj(String::valueOf).toList();
    List<String> after = new ArrayList<>(before);
    after.set(0, "first");
    after.remove(29);
    assertEquals(
        List.of(
            "@@ -1,4 +1,4 @@",
            "-0",
            "+first",
            " 1",
            " 2",
            " 3",
            "@@ -27,4 +27,3 @@",
            " 26",
            " 27",
            " 28",
            "-29"),
        UnifiedDiff.of(before, after));
  }

  @Test
  void printsNothingForEqualTexts() {
    assertEquals(List.of(), UnifiedDiff.of(List.of("a"), List.of("a")));
    assertEquals(List.of("@@ -0,0 +1,1 @@", "+a"), UnifiedDiff.of(List.of(), List.of("a")));
  }

  /** The lines of the difference contain both texts, whatever they are. */
  @Test
  void containsBothTexts() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      List<String> before = text(random);
      List<String> after = text(random);
      List<String> diff = UnifiedDiff.of(before, after);
      List<String> applied = new ArrayList<>(before);
      int offset = 0;
      int line = 0;
      for (String one : diff) {
        if (one.startsWith("@@")) {
          int start = Integer.parseInt(one.replaceAll("^@@ -(\\d+),.*", "$1"));
          boolean empty = one.matches("^@@ -\\d+,0 .*");
          line = (empty ? start : start - 1) + offset;
        } else if (one.startsWith("-")) {
          assertEquals(one.substring(1), applied.remove(line));
          offset--;
        } else {
          if (one.startsWith("+")) {
            applied.add(line, one.substring(1));
            offset++;
          }
          assertEquals(one.substring(1), applied.get(line++));
        }
      }
      assertEquals(after, applied);
    }
  }

  private static List<String> text(Random random) {
    return IntStream.range(0, random.nextInt(25))
        .mapToObj(i -> String.valueOf((char) ('a' + random.nextInt(4))))
        .toList();
  }
}
