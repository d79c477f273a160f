package dev.slipway.evidence.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.evidence.EvidenceFixture;
import dev.slipway.evidence.EvidenceFolder;
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
  private static final EvidenceFolder EVIDENCE = EvidenceFolder.of(EvidenceFixture.planOnly());

  private final Map<String, byte[]> files = new TreeMap<>();

  VerificationTest() {
    EVIDENCE.files().forEach(this::put);
  }

  @Test
  void acceptsUnchangedFolder() {
    Verification verification = verify(Optional.of(EVIDENCE.head()));
    assertEquals(
        new Verification(files.size() - 1, EVIDENCE.head(), Optional.empty()), verification);
  }

  /** Changes bits at the start, in the middle and at the end of every file, the chain included. */
  @Test
  void detectsChangedByteOfAnyFile() {
    files.forEach(
        (name, content) ->
            offsets(content.length)
                .forEach(
                    offset -> {
                      for (int bit : new int[] {1, 4, 0x20, 0x80}) {
                        content[offset] ^= (byte) bit;
                        assertDetected(name, "bit " + bit + " of byte " + offset);
                        content[offset] ^= (byte) bit;
                      }
                    }));
    assertEquals(Optional.empty(), mismatch());
  }

  @Test
  void detectsShorterAndLongerFile() {
    Map.copyOf(files)
        .forEach(
            (name, content) -> {
              files.put(name, Arrays.copyOf(content, content.length - 1));
              assertDetected(name, "without its last byte");
              files.put(name, Arrays.copyOf(content, content.length + 1));
              assertDetected(name, "with one byte more");
              files.put(name, content);
            });
  }

  @Test
  void detectsMissingFile() {
    Map.copyOf(files)
        .forEach(
            (name, content) -> {
              if (!name.equals(HashChain.FILE)) {
                files.remove(name);
                assertEquals(Optional.of(name + ": is missing"), mismatch());
                files.put(name, content);
              }
            });
  }

  @Test
  void detectsAddedFile() {
    files.put("data/zz.json", new byte[0]);
    assertEquals(Optional.of("data/zz.json: is not listed in chain.jsonl"), mismatch());
  }

  @Test
  void detectsLineAndFileRemovedTogether() {
    put(HashChain.FILE, chain().replace(line(1), ""));
    files.remove(RawData.CLUSTERS);
    assertEquals(
        Optional.of("chain.jsonl: line 2 does not contain the digest of the line before"),
        mismatch());
  }

  @Test
  void detectsInvalidLine() {
    put(HashChain.FILE, line(0) + "{}\n");
    assertEquals(Optional.of("chain.jsonl: line 2 is not a valid entry"), mismatch());
  }

  @Test
  void detectsFileListedTwice() {
    Map<String, String> one = Map.of(RawData.ROLES, "{}\n");
    files.clear();
    one.forEach(this::put);
    put(HashChain.FILE, new HashChain().add(one).add(one).text());
    assertEquals(
        Optional.of("chain.jsonl: line 2 lists data/roles.json a second time"), mismatch());
  }

  @Test
  void detectsEmptyChain() {
    files.keySet().retainAll(Set.of(HashChain.FILE));
    put(HashChain.FILE, "");
    assertEquals(Optional.of("chain.jsonl: lists no files"), mismatch());
  }

  /**
   * Only the digest that was recorded elsewhere can show that the whole chain was written again.
   */
  @Test
  void detectsNewChainByExpectedDigest() {
    Sha256 rawData = new HashChain().add(RawData.files(EvidenceFixture.planOnly())).head();
    assertEquals(Optional.empty(), verify(Optional.of(rawData)).mismatch());
    Map<String, String> forged = new TreeMap<>(EVIDENCE.files());
    forged.remove(HashChain.FILE);
    forged.put(RawData.ROLES, "{}\n");
    forged.forEach(this::put);
    put(HashChain.FILE, new HashChain().add(forged).text());
    assertEquals(Optional.empty(), mismatch());
    for (Sha256 expected : new Sha256[] {EVIDENCE.head(), rawData}) {
      assertEquals(
          Optional.of(
              "chain.jsonl: no line has the expected digest %s; the chain was written again"
                  .formatted(expected)),
          verify(Optional.of(expected)).mismatch());
    }
  }

  private static IntStream offsets(int length) {
    int step = Math.max(1, length / 7);
    return IntStream.concat(
        IntStream.iterate(0, i -> i < length, i -> i + step), IntStream.of(length - 1));
  }

  /** A change of the chain is reported for the chain, or for the file of the changed line. */
  private void assertDetected(String file, String change) {
    String mismatch = mismatch().orElse("");
    assertNotEquals("", mismatch, file + ", " + change);
    if (!file.equals(HashChain.FILE)) {
      assertTrue(
          mismatch.startsWith(file + ": was changed; its SHA-256 is "),
          file + ", " + change + ": " + mismatch);
    }
  }

  private void put(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private String line(int index) {
    return chain().split("(?<=\n)", -1)[index];
  }

  private String chain() {
    return new String(files.getOrDefault(HashChain.FILE, new byte[0]), StandardCharsets.ISO_8859_1);
  }

  private Optional<String> mismatch() {
    return verify(Optional.empty()).mismatch();
  }

  private Verification verify(Optional<Sha256> expected) {
    TreeMap<String, Sha256> digests = new TreeMap<>();
    files.forEach((name, content) -> digests.put(name, Sha256.of(content)));
    digests.remove(HashChain.FILE);
    return Verification.of(new StoredFolder(chain(), digests), expected);
  }
}
