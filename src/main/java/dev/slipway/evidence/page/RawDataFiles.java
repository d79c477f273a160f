package dev.slipway.evidence.page;

import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.control.Check;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Names and digests of raw data files. */
final class RawDataFiles {
  private RawDataFiles() {}

  /** Returns all files of a chain with their digests, in order. */
  static Map<String, String> of(HashChain rawData) {
    Map<String, String> digests = new LinkedHashMap<>();
    rawData
        .files()
        .forEach(file -> digests.put(file, rawData.digest(file).orElseThrow().toString()));
    return digests;
  }

  /** Returns the files that a check read; fewer than it names if a source has no data. */
  static Map<String, String> of(HashChain rawData, Check check) {
    Map<String, String> digests = of(rawData);
    digests.keySet().removeIf(file -> !isListed(file, check.rawData()));
    return digests;
  }

  private static boolean isListed(String file, List<String> names) {
    return names.stream()
        .map(name -> Pattern.quote(name).replace("*", "\\E[^/]*\\Q"))
        .anyMatch(file::matches);
  }
}
