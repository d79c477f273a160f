package dev.slipway.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Outputs of resources in an exported state. */
class StackStateTest {
  private static final StackState STATE =
      StackState.read(
          """
          {"version": 3, "deployment": {"resources": [
            {"urn": "urn:pulumi:s::slipway::command:local:Command::s-talos-bundle", "outputs": {
              "stdout": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
                "plaintext": "\\"one\\\\ntwo\\""},
              "stderr": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
                "ciphertext": "v1:x"},
              "other": {"plaintext": "secretword"},
              "create": "text"}},
            {"urn": "urn:pulumi:s::slipway::command:local:Command::not-s-talos-bundle",
              "outputs": {"stdout": "wrong"}}
          ]}}
          """);

  @Test
  void readsSecretsAndTexts() {
    assertEquals(Optional.of("one\ntwo"), STATE.output("s-talos-bundle", "stdout"));
    assertEquals(Optional.of("text"), STATE.output("s-talos-bundle", "create"));
  }

  @Test
  void hasNothingForWhatIsMissingOrEncrypted() {
    assertEquals(Optional.empty(), STATE.output("s-talos-bundle", "stderr"));
    assertEquals(Optional.empty(), STATE.output("s-talos-bundle", "absent"));
    assertEquals(Optional.empty(), STATE.output("t-talos-bundle", "stdout"));
  }

  @Test
  void listsTheTextsOfEachResource() {
    assertEquals(
        Map.of("s", List.of("one", "two", "three")),
        StackState.read(
                """
                {"deployment": {"resources": [{"urn": "urn:pulumi:s::slipway::t::s", "outputs": {
                  "a": "one", "b": [{"c": "two"}, 1, true],
                  "d": {"plaintext": "{\\"e\\": [\\"three\\"]}"}}}]}}
                """)
            .texts());
  }

  @Test
  void messagesHaveNoSecret() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> STATE.output("s-talos-bundle", "other"));
    assertFalse(refusal.toString().contains("secretword"), refusal.toString());
  }
}
