package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParsedDocumentTest {

  @Test
  void ignoresTextInsideValue() {
    assertSame("{\"a\": {\"expression\": \"'1' in b\"}}", "1", "12", "2");
    assertSame("interface ens3\n", "ens3", "ens33", "3");
    assertSame("one value", "value", "value {", " {");
  }

  @Test
  void findsTextThatBecomesCel() {
    String document = "{\"expression\": \"'1' in roles\"}";
    assertDifferent(document, "1", "1' || '", "' || '");
    assertDifferent(document, "1", "1'", "'");
  }

  @Test
  void findsTextThatBecomesYaml() {
    String added = "\", \"c\": \"d";
    assertDifferent("{\"a\": \"b\"}", "b", "b" + added, added);
    assertDifferent("#cloud-config\na: b\n", "b", "b\nc: d", "\nc: d");
  }

  @Test
  void findsTextThatBecomesWordOfFile() {
    assertDifferent("interface ens3\n", "ens3", "ens3 {", " {");
    assertDifferent("g, a, role:admin\n", "a,", "a, b,", ", b");
  }

  @Test
  void findsTextThatBecomesWordOfFileInBase64() {
    String file = "vrrp_instance endpoint {\n  interface ens3\n}\n";
    assertNotEquals(parsed(encoded(file), " {"), parsed(encoded(file.replace("3", "3 {")), " {"));
    assertEquals(parsed(encoded(file), "_b"), parsed(encoded(file.replace("3", "3_b")), "_b"));
  }

  private static String encoded(String file) {
    return "file\n" + Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertSame(String document, String from, String to, String inserted) {
    assertEquals(parsed(document, inserted), parsed(document.replace(from, to), inserted));
  }

  private static void assertDifferent(String document, String from, String to, String inserted) {
    assertNotEquals(parsed(document, inserted), parsed(document.replace(from, to), inserted));
  }

  private static Object parsed(String document, String inserted) {
    return new ParsedDocument(inserted).parse(Map.of("input", document));
  }
}
