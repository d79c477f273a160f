package dev.slipway.evidence.chain;

import dev.slipway.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Links in the order in which the files were sealed. */
public final class HashChain {
  /** The file that holds the chain, one link a line. */
  public static final String FILE = "chain.jsonl";

  private final List<ChainEntry> links = new ArrayList<>();

  /** Seals files: name to content, in that order. */
  public HashChain add(Map<String, String> files) {
    files.forEach(
        (name, content) ->
            links.add(
                new ChainEntry(name, Sha256.of(content.getBytes(StandardCharsets.UTF_8)), head())));
    return this;
  }

  /** Digest of the last link: who has noted it elsewhere will see any change. */
  public Sha256 head() {
    return links.isEmpty() ? ChainEntry.NONE : links.get(links.size() - 1).digest();
  }

  /** The digest of one sealed file. */
  public Optional<Sha256> digest(String file) {
    return links.stream()
        .filter(link -> link.file().equals(file))
        .map(ChainEntry::sha256)
        .findFirst();
  }

  /** Names of sealed files, in order. */
  public List<String> files() {
    return links.stream().map(ChainEntry::file).toList();
  }

  /** The content of {@link #FILE}. */
  public String text() {
    return links.stream().map(ChainEntry::line).collect(Collectors.joining());
  }
}
