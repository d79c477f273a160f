package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.Golden;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of all keys, and its links. */
class StackFilePageTest {
  private static final String PAGE = new StackFilePage(StackFileDoc.GROUPS).render();
  private static final Pattern ANCHOR = Pattern.compile("\\]\\(([^)#]*)#([^)]+)\\)");

  @Test
  void pageIsCurrent() {
    Golden.assertSame(StackFilePage.FILE, PAGE);
  }

  @Test
  void everyAnchorIsAHeading() throws IOException {
    List<MatchResult> links = ANCHOR.matcher(PAGE).results().toList();
    assertFalse(links.isEmpty());
    for (MatchResult link : links) {
      Path target = StackFilePage.FILE.resolveSibling(link.group(1)).normalize();
      String text = link.group(1).isEmpty() ? PAGE : Files.readString(target);
      List<String> anchors =
          text.lines().filter(line -> line.startsWith("#")).map(StackFilePageTest::anchor).toList();
      assertEquals(
          1, anchors.stream().filter(link.group(2)::equals).count(), link.group() + " " + anchors);
    }
  }

  @Test
  void exampleHasRequiredKeysOnly() {
    Path file = new StackFiles(FleetFixture.SHIPPED).file(StackFilePage.EXAMPLE);
    KeyExamples set = KeyExamples.of(List.of(file));
    assertEquals(
        List.of(),
        StackFileDoc.keys()
            .filter(key -> !key.isRequired() && !KeyConditions.isRequiredByKind(key.path()))
            .map(StackKey::path)
            .filter(key -> set.of(key).isPresent())
            .toList());
  }

  /** Returns the anchor of a heading, as GitHub makes it. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 -]", "")
        .replace(' ', '-');
  }
}
