package dev.slipway.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeutronIdTest {
  @Test
  void readsAnId() {
    String text = "5b0c1f0e-8d5e-4c6f-9a51-0d2b7c3e4f60";
    assertEquals(text, NeutronId.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5b0c1f0e8d5e4c6f9a510d2b7c3e4f60",
        "5B0C1F0E-8d5e-4c6f-9a51-0d2b7c3e4f60",
        "5b0c1f0e-8d5e-4c6f-9a51-0d2b7c3e4f60\n",
        "5b0c1f0e-8d5e-4c6f-9a51-0d2b7c3e4f6/",
        "198.51.100.34"
      })
  void refusesOtherTexts(String text) {
    assertThrows(IllegalArgumentException.class, () -> NeutronId.parse(text));
  }
}
