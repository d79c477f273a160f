package dev.slipway.evidence.page;

import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.control.Check;
import dev.slipway.evidence.control.Controls;
import dev.slipway.evidence.control.EvidenceSource;
import java.util.Comparator;
import java.util.List;

/** The checks of the catalogue, each once, by layer, with a number of the report's. */
final class CheckIndex {
  static final List<Check> ALL =
      Controls.ALL.stream()
          .flatMap(control -> control.checks().stream())
          .distinct()
          .sorted(Comparator.comparing(Check::layer).thenComparing(Check::id))
          .toList();

  private CheckIndex() {}

  static List<Check> of(EvidenceSource layer) {
    return ALL.stream().filter(check -> check.layer() == layer).toList();
  }

  static String number(Check check) {
    return "C" + (ALL.indexOf(check) + 1);
  }

  /** Those files of its raw data that there are. */
  static List<String> data(Check check, HashChain data) {
    return data.files().stream()
        .filter(
            file ->
                check.data().stream()
                    .map(name -> name.replace(".", "\\.").replace("*", "(?!proof).*"))
                    .anyMatch(file::matches))
        .toList();
  }
}
