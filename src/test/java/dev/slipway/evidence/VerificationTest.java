package dev.slipway.evidence;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.chain.Verification;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RawData;
import dev.slipway.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final EvidenceFolder EVIDENCE = EvidenceFolder.of(EvidenceFixture.unasked());

  private final Map<String, byte[]> files = new TreeMap<>();

  VerificationTest() {
    EVIDENCE
        .files()
        .forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anUntouchedFolderFits() {
    Verification verification = verify(Optional.of(EVIDENCE.head()));
    assertEquals(Optional.empty(), verification.mismatch());
    assertEquals(files.size() - 1, verification.files());
    assertEquals(EVIDENCE.head(), verification.head());
  }

  /** Ends, middle, and places spread over the file; the report and the chain are files too. */
  @Test
  void anyChangedByteOfAnyFileIsFoundAndTheFileNamed() {
    nonEmpty(files.entrySet());
    files.forEach(
        (name, content) ->
            places(content.length)
                .forEach(
                    place -> {
                      for (int bit : new int[] {1, 4, 0x20, 0x80}) {
                        content[place] ^= (byte) bit;
                        assertNamed(name, "bit " + bit + " of byte " + place);
                        content[place] ^= (byte) bit;
                      }
                    }));
    assertEquals(Optional.empty(), verify(Optional.empty()).mismatch());
  }

  @Test
  void aShorterOrLongerFileIsFound() {
    Map.copyOf(files)
        .forEach(
            (name, content) -> {
              files.put(name, Arrays.copyOf(content, content.length - 1));
              assertNamed(name, "without its last byte");
              files.put(name, Arrays.copyOf(content, content.length + 1));
              assertNamed(name, "with one byte more");
              files.put(name, content);
            });
  }

  @Test
  void aMissingFileIsFound() {
    Map.copyOf(files)
        .forEach(
            (name, content) -> {
              if (!name.equals(HashChain.FILE)) {
                files.remove(name);
                assertEquals(
                    Optional.of(name + ": is missing"), verify(Optional.empty()).mismatch());
                files.put(name, content);
              }
            });
  }

  @Test
  void aFileTooManyIsFound() {
    files.put("data/zz.json", new byte[0]);
    assertEquals(
        Optional.of("data/zz.json: is not of the evidence; nothing seals it"),
        verify(Optional.empty()).mismatch());
  }

  @Test
  void aLineTakenOutOfTheChainIsFoundEvenWhenItsFileGoesToo() {
    String[] lines = text().split("(?<=\n)", -1);
    files.put(HashChain.FILE, text().replace(lines[1], "").getBytes(StandardCharsets.UTF_8));
    files.remove(RawData.CLUSTERS);
    assertEquals(
        Optional.of("chain.jsonl: line 2 does not follow from the line before"),
        verify(Optional.empty()).mismatch());
  }

  @Test
  void aChainWithoutLinksSealsNothing() {
    files.keySet().retainAll(Set.of(HashChain.FILE));
    files.put(HashChain.FILE, new byte[0]);
    assertEquals(Optional.of("chain.jsonl: seals no file"), verify(Optional.empty()).mismatch());
  }

  /** Who seals the whole folder anew is seen by the digest that was noted elsewhere. */
  @Test
  void anotherChainIsFoundByTheNotedDigest() {
    EvidenceInput subject = EvidenceFixture.unasked();
    Sha256 rawData = new HashChain().add(RawData.files(subject)).head();
    assertEquals(Optional.empty(), verify(Optional.of(rawData)).mismatch());
    Map<String, String> forged = new TreeMap<>(EVIDENCE.files());
    forged.remove(HashChain.FILE);
    forged.put(RawData.ROLES, "{}\n");
    String chain = new HashChain().add(forged).text();
    forged.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    files.put(HashChain.FILE, chain.getBytes(StandardCharsets.UTF_8));
    assertEquals(Optional.empty(), verify(Optional.empty()).mismatch());
    for (Sha256 noted : new Sha256[] {EVIDENCE.head(), rawData}) {
      String misfit = verify(Optional.of(noted)).mismatch().orElseThrow();
      assertTrue(misfit.startsWith("chain.jsonl: is another chain than the one whose "), misfit);
    }
  }

  private static IntStream places(int length) {
    int step = Math.max(1, length / 7);
    return IntStream.concat(
        IntStream.iterate(0, i -> i < length, i -> i + step), IntStream.of(length - 1));
  }

  /** A changed chain shows by itself, or by the file of which it says something else. */
  private void assertNamed(String file, String what) {
    String misfit = verify(Optional.empty()).mismatch().orElse("");
    String expected = file.equals(HashChain.FILE) ? "" : file + ": was changed";
    assertTrue(
        !misfit.isEmpty() && misfit.startsWith(expected), file + ", " + what + ": " + misfit);
  }

  private String text() {
    return new String(files.getOrDefault(HashChain.FILE, new byte[0]), StandardCharsets.ISO_8859_1);
  }

  private Verification verify(Optional<Sha256> noted) {
    TreeMap<String, Sha256> found = new TreeMap<>();
    files.forEach((name, content) -> found.put(name, Sha256.of(content)));
    found.remove(HashChain.FILE);
    return Verification.of(text(), found, noted);
  }
}
