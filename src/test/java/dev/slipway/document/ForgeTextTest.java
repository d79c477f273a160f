package dev.slipway.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts in a comment of a forge. */
class ForgeTextTest {
  /** The right column is rendered as the left one, without a link and without a mention. */
  @ParameterizedTest
  @CsvSource({
    "a|b, a\\|b",
    "[x](y), \\[x\\](y)",
    "<b>, \\<b\\>",
    "*x* _x_ ~~x~~, \\*x\\* \\_x\\_ \\~\\~x\\~\\~",
    "SLIPWAY_JAR, SLIPWAY_JAR",
    "&lt;, \\&lt;",
    "fixes #12, fixes #<!-- -->12",
    "GH-12, GH<!-- -->-12",
    "@anna, @<!-- -->anna",
    "anna@example.net, anna@<!-- -->example.net",
    "https://example.net, https:<!-- -->//example.net",
    "www.example.net, www<!-- -->.example.net",
    "a @ 1:2 # c, a @ 1:2 # c"
  })
  void plainTextHasNoMeaning(String text, String markup) {
    assertEquals(markup, ForgeText.plain(text));
  }
}
