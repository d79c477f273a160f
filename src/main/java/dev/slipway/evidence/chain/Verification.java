package dev.slipway.evidence.chain;

import dev.slipway.value.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * What a folder of evidence turned out to be.
 *
 * @param files how many fit
 * @param head digest of the last link
 * @param mismatch the first file that does not fit, and why; empty where all do
 */
public record Verification(int files, Sha256 head, Optional<String> mismatch) {

  /**
   * Compares a chain with the files that are there.
   *
   * @param chain content of the chain's file
   * @param found every other file of the folder: path to digest
   * @param noted a digest that was noted when the evidence was made: the last link's, or that of
   *     the raw data on the first page
   */
  public static Verification of(
      String chain, SortedMap<String, Sha256> found, Optional<Sha256> noted) {
    List<Sha256> digests = new ArrayList<>();
    Set<String> unsealed = new TreeSet<>(found.keySet());
    Sha256 head = ChainEntry.NONE;
    for (String line : chain.split("(?<=\n)", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      int number = digests.size() + 1;
      Optional<ChainEntry> link = ChainEntry.parse(line);
      if (link.isEmpty()) {
        return mismatch(number - 1, head, HashChain.FILE + ": line " + number + " is no link");
      }
      if (!link.get().previous().equals(head)) {
        String text = HashChain.FILE + ": line " + number + " does not follow from the line before";
        return mismatch(number - 1, head, text);
      }
      Optional<String> wrong = wrong(link.get(), found, unsealed);
      if (wrong.isPresent()) {
        return new Verification(number - 1, head, wrong);
      }
      head = link.get().digest();
      digests.add(head);
    }
    return whole(digests, head, unsealed, noted);
  }

  private static Optional<String> wrong(
      ChainEntry link, SortedMap<String, Sha256> found, Set<String> unsealed) {
    Sha256 there = found.get(link.file());
    if (there == null) {
      return Optional.of(link.file() + ": is missing");
    }
    if (!there.equals(link.sha256())) {
      return Optional.of(
          link.file() + ": was changed; its SHA-256 is " + there + ", sealed was " + link.sha256());
    }
    return unsealed.remove(link.file())
        ? Optional.empty()
        : Optional.of(HashChain.FILE + ": seals " + link.file() + " twice");
  }

  private static Verification whole(
      List<Sha256> digests, Sha256 head, Set<String> unsealed, Optional<Sha256> noted) {
    if (digests.isEmpty()) {
      return mismatch(0, head, HashChain.FILE + ": seals no file");
    }
    if (!unsealed.isEmpty()) {
      String one = unsealed.iterator().next();
      return mismatch(digests.size(), head, one + ": is not of the evidence; nothing seals it");
    }
    Optional<String> other =
        noted
            .filter(digest -> !digests.contains(digest))
            .map(
                digest ->
                    HashChain.FILE
                        + ": is another chain than the one whose "
                        + digest
                        + " was noted");
    return new Verification(digests.size(), head, other);
  }

  private static Verification mismatch(int files, Sha256 head, String text) {
    return new Verification(files, head, Optional.of(text));
  }
}
