package dev.slipway.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlanceImageTest {
  private static final String ID = "5b0c1f0e-8d5e-4c6f-9a51-0d2b7c3e4f60";

  @ParameterizedTest
  @ValueSource(strings = {"talos-1.13.9", "Debian 12 (bookworm)", "org/talos:1.13.9", "a"})
  void readsNameWithAndWithoutId(String name) {
    assertEquals(new GlanceImage(CloudName.parse(name), Optional.empty()), GlanceImage.parse(name));
    assertEquals(
        new GlanceImage(CloudName.parse(name), Optional.of(ID)),
        GlanceImage.parse(name + "@" + ID));
    assertEquals(name, GlanceImage.parse(name).toString());
    assertEquals(name + "@" + ID, GlanceImage.parse(name + "@" + ID).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "a@",
        "@" + ID,
        ID + "@",
        "a@b",
        "a@b@" + ID,
        "a@@" + ID,
        "a@" + ID + "@" + ID,
        "a@" + ID + "\n",
        "a@ " + ID,
        " a@" + ID,
        "a@" + ID + " ",
        "a@5B0C1F0E-8D5E-4C6F-9A51-0D2B7C3E4F60",
        "a@5b0c1f0e8d5e4c6f9a510d2b7c3e4f60",
        "a@{5b0c1f0e-8d5e-4c6f-9a51-0d2b7c3e4f60}",
        "a@urn:uuid:" + ID,
        "a@5b0c1f0e-8d5e-4c6f-9a51-0d2b7c3e4f6",
        "a@5b0c1f0e-8d5e-4c6f-9a51-0d2b7c3e4f600",
        "a@gb0c1f0e-8d5e-4c6f-9a51-0d2b7c3e4f60",
        "a@../../v2/images/" + ID,
        "a@sha256:5b0c1f0e",
        "a'b@" + ID,
        "a\"b@" + ID,
        "a$(b)@" + ID,
        "a`b`@" + ID,
        "a;b@" + ID,
        "a\u0000@" + ID,
        "pr\u043ed@" + ID,
        "a\uff20" + ID
      })
  void refusesInvalidText(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> GlanceImage.parse(text));
    assertEquals(
        "is not a valid image; expected NAME or NAME@ID, with the image's id in Glance, 36"
            + " characters in lower case, and a name of at most 255 ASCII letters, digits, single"
            + " spaces and ._:/+()-, beginning with a letter or digit; an image whose name contains"
            + " @ must be renamed",
        refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"255, true", "256, false"})
  void limitsTheLengthOfTheNameAlone(int length, boolean valid) {
    String text = "a".repeat(length) + "@" + ID;
    if (valid) {
      assertEquals(text, GlanceImage.parse(text).toString());
    } else {
      assertThrows(IllegalArgumentException.class, () -> GlanceImage.parse(text));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a, a, false",
    "a, b, true",
    "a@1, a, false",
    "a, a@1, false",
    "a@1, b, true",
    "a@1, a@1, false",
    "a@1, b@1, false",
    "a@1, a@2, true"
  })
  void comparesIdsElseNames(String first, String second, boolean different) {
    assertEquals(different, image(first).differsFrom(image(second)));
  }

  /** The id is its last digit only. */
  private static GlanceImage image(String text) {
    return GlanceImage.parse(text.replace("@", "@00000000-0000-4000-8000-00000000000"));
  }
}
