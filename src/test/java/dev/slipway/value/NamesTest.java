package dev.slipway.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are rendered into other languages. */
class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"l2.c4r8.100", "SCS-4V:8:100", "Debian 12 (bookworm)", "net/a_b@c+d"})
  void cloudNameRoundTrip(String text) {
    assertEquals(text, CloudName.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " a",
        "a ",
        "a  b",
        "a: b",
        "a\nb",
        "a\n",
        "a\u0000",
        "a'b",
        "a\"b",
        "a,b",
        "a`b",
        "a$b",
        "{a}",
        "[a]",
        "#a",
        "*a",
        "-a",
        "a|b",
        "a\\b",
        "a;b",
        "a%b",
        "pr\u043eduction",
        "\uff50roduction",
        "prod\u200buction"
      })
  void cloudNameRefusesInvalidText(String text) {
    assertTrue(refusal(CloudName::parse, text).startsWith("is not a valid name"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "release/1.2", "v1.2.3", "0a1b2c3", "a"})
  void revisionRoundTrip(String text) {
    assertEquals(text, GitRevision.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a b", "a..b", "a//b", "a/.b", "a.lock", "a/", "-a", "a~1", "a^", "a:b", "@{u}", "HEAD"
      })
  void revisionRefusesInvalidText(String text) {
    assertTrue(refusal(GitRevision::parse, text).startsWith("is not a valid Git revision"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0a", "ens3 x", "ens3\n}", "ens3;", "a234567890123456", "a/b", "a:1"})
  void networkInterfaceRefusesInvalidText(String text) {
    String refusal = refusal(NetworkInterfaceName::parse, text);
    assertTrue(refusal.startsWith("is not a valid network interface"), text);
  }

  private static String refusal(Function<String, ?> parse, String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> parse.apply(text)).getMessage());
  }
}
