package dev.slipway.effects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other values of the keys have the effects of the rows of {@link KeyEffectsTest}. */
@Tag("values")
class OtherValuesTest {
  private static List<KeyEffect> rows;
  private static List<KeyEffect> others;

  @BeforeAll
  static void planEverySample(@TempDir Path folder) {
    rows = KeyEffect.of(Sample.all(), folder.resolve("rows"));
    others = KeyEffect.of(Sample.otherValues(), folder.resolve("others"));
  }

  @Test
  void everyValueHasTheEffectOfItsRow() {
    Map<String, String> texts =
        rows.stream().collect(Collectors.toMap(OtherValuesTest::name, OtherValuesTest::texts));
    List<String> different =
        others.stream()
            .filter(one -> !texts(one).equals(texts.get(name(one))))
            .map(
                one ->
                    "%s\n  %s\n  row: %s".formatted(one.sample(), texts(one), texts.get(name(one))))
            .toList();
    assertEquals("", String.join("\n", different));
  }

  private static String name(KeyEffect effect) {
    return effect.sample().key() + ": " + effect.sample().change();
  }

  private static String texts(KeyEffect effect) {
    return effect.servers() + " | " + effect.objects();
  }

  @Test
  void upDoesWhatThePlanReports() {
    KeyEffectAssertions.assertUpDoesWhatThePlanReports(others);
  }
}
