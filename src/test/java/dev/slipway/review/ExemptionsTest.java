package dev.slipway.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.value.Problem;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The file that lifts refusals. */
class ExemptionsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  private static String problems(String text) {
    return Exemptions.read(text, TODAY).problems().stream()
        .map(Problem::toString)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void reportsEveryMistake() {
    assertEquals(
        """
        exemptions.yaml: entry 1: is not a mapping with exactly the keys stack, resource, why and until
        exemptions.yaml: entry 2: until is "soon"; write a day such as 2026-12-31
        exemptions.yaml: entry 3: why is empty; write a text
        exemptions.yaml: entry 4: is not a mapping with exactly the keys stack, resource, why and until\
        """,
        problems(
            """
            - { stack: a, resource: b, why: c }
            - { stack: a, resource: b, why: c, until: soon }
            - { stack: a, resource: b, why: " ", until: 2026-12-31 }
            - text
            """));
  }

  @Test
  void refusesAnotherDocument() {
    assertEquals("exemptions.yaml: is not a list", problems("stack: a"));
    assertEquals(
        "exemptions.yaml: line 1: ",
        problems("- [").substring(0, "exemptions.yaml: line 1: ".length()));
  }

  @Test
  void lifetimeHasALimit() {
    String entry = "[{stack: a, resource: t n, why: c, until: %s}]";
    assertEquals(
        "c",
        Exemptions.read(entry.formatted("2027-02-25"), TODAY).of("a", "t n").orElseThrow().why());
    assertEquals(
        "exemptions.yaml: entry 1: until is 2027-02-26, more than 90 days from today; write a day"
            + " up to 2027-02-25",
        problems(entry.formatted("2027-02-26")));
  }

  @Test
  void lifetimeEndsWithItsLastDay() {
    Exemptions exemptions =
        Exemptions.read("[{stack: a, resource: t n, why: c, until: 2026-11-27}]", TODAY);
    assertEquals("c", exemptions.of("a", "t n").orElseThrow().why());
    assertEquals(true, exemptions.of("b", "t n").isEmpty());
    assertEquals(true, exemptions.of("a", "t m").isEmpty());
  }

  @Test
  void emptyFileHasNone() {
    assertEquals(true, Exemptions.read("# none\n", TODAY).of("a", "b").isEmpty());
  }
}
