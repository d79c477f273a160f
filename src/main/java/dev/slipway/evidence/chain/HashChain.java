package dev.slipway.evidence.chain;

import dev.slipway.value.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A list of file digests in which each entry contains the digest of the entry before. */
public final class HashChain {
  /** Name of the file that contains the chain, one entry per line. */
  public static final String FILE = "chain.jsonl";

  private final List<ChainEntry> entries = new ArrayList<>();

  /** Appends one entry per file, in the map's order; {@code files} maps names to contents. */
  public HashChain add(Map<String, String> files) {
    files.forEach((name, content) -> entries.add(new ChainEntry(name, Sha256.of(content), head())));
    return this;
  }

  /** Returns the digest of the last entry; a change of any file changes it. */
  public Sha256 head() {
    return entries.isEmpty() ? ChainEntry.NONE : entries.get(entries.size() - 1).digest();
  }

  /** Returns the digest of one file of the chain. */
  public Optional<Sha256> digest(String file) {
    return entries.stream()
        .filter(entry -> entry.file().equals(file))
        .map(ChainEntry::sha256)
        .findFirst();
  }

  /** Returns the names of the chain's files, in order. */
  public List<String> files() {
    return entries.stream().map(ChainEntry::file).toList();
  }

  /** Returns the content of {@link #FILE}. */
  public String text() {
    return entries.stream().map(ChainEntry::line).collect(Collectors.joining());
  }
}
