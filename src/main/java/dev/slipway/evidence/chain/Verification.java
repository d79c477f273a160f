package dev.slipway.evidence.chain;

import dev.slipway.value.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The result of comparing an evidence folder with its hash chain.
 *
 * @param files number of files that match
 * @param head digest of the last entry that matches
 * @param mismatch the first mismatch; empty if everything matches
 */
public record Verification(int files, Sha256 head, Optional<String> mismatch) {

  /**
   * Compares a folder with its chain.
   *
   * @param expected a digest that was recorded when the evidence was written: the digest of the
   *     chain's last line, or the digest of the raw data on the first page
   */
  public static Verification of(StoredFolder folder, Optional<Sha256> expected) {
    List<Sha256> digests = new ArrayList<>();
    Set<String> unlisted = new TreeSet<>(folder.digests().keySet());
    Sha256 head = ChainEntry.NONE;
    for (String line : folder.chain().split("(?<=\n)", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      int matching = digests.size();
      Optional<ChainEntry> entry = ChainEntry.parse(line);
      Optional<String> mismatch =
          entry.isEmpty()
              ? Optional.of(at(matching + 1) + "is not a valid entry")
              : mismatch(entry.get(), head, matching + 1, folder.digests(), unlisted);
      if (mismatch.isPresent()) {
        return new Verification(matching, head, mismatch);
      }
      head = entry.orElseThrow().digest();
      digests.add(head);
    }
    return new Verification(digests.size(), head, mismatch(digests, unlisted, expected));
  }

  private static Optional<String> mismatch(
      ChainEntry entry,
      Sha256 head,
      int number,
      SortedMap<String, Sha256> found,
      Set<String> unlisted) {
    if (!entry.previous().equals(head)) {
      return Optional.of(at(number) + "does not contain the digest of the line before");
    }
    Sha256 actual = found.get(entry.file());
    if (actual == null) {
      return Optional.of(entry.file() + ": is missing");
    }
    if (!actual.equals(entry.sha256())) {
      return Optional.of(
          "%s: was changed; its SHA-256 is %s, expected %s"
              .formatted(entry.file(), actual, entry.sha256()));
    }
    return unlisted.remove(entry.file())
        ? Optional.empty()
        : Optional.of(at(number) + "lists " + entry.file() + " a second time");
  }

  private static Optional<String> mismatch(
      List<Sha256> digests, Set<String> unlisted, Optional<Sha256> expected) {
    if (digests.isEmpty()) {
      return Optional.of(HashChain.FILE + ": lists no files");
    }
    if (!unlisted.isEmpty()) {
      return Optional.of(unlisted.iterator().next() + ": is not listed in " + HashChain.FILE);
    }
    return expected
        .filter(digest -> !digests.contains(digest))
        .map(
            digest ->
                "%s: no line has the expected digest %s; the chain was written again"
                    .formatted(HashChain.FILE, digest));
  }

  private static String at(int line) {
    return HashChain.FILE + ": line " + line + " ";
  }
}
