package dev.slipway.cli;

import static java.util.stream.Collectors.joining;

import dev.slipway.repository.Findings;
import dev.slipway.repository.RepositoryReport;
import dev.slipway.repository.Requirement;
import dev.slipway.repository.Weakening;
import java.util.List;

/** The output of {@code slipway repository check} for people. */
final class RepositoryOutput {
  private RepositoryOutput() {}

  /** Returns the settings that are weaker, what was not read, and a line with the counts. */
  static String text(RepositoryReport report) {
    Findings findings = report.findings();
    StringBuilder text = new StringBuilder();
    List<Weakening> weakenings = findings.weakenings();
    for (int i = 0; i < weakenings.size(); i++) {
      text.append("%d. %s\n".formatted(i + 1, text(weakenings.get(i))));
    }
    text.append(
        findings.notAssessed().stream().map("not assessed: %s\n"::formatted).collect(joining()));
    return text.append(
            "%s on %s: weaker than required: %d; not assessed: %d; as required: %d\n"
                .formatted(
                    report.repository(),
                    report.forge().title(),
                    weakenings.size(),
                    findings.notAssessed().size(),
                    findings.satisfied().size()))
        .toString();
  }

  private static String text(Weakening one) {
    Requirement requirement = one.requirement();
    return "%s\n     required: %s\n     actual:   %s\n     setting:  %s\n     fix:      %s"
        .formatted(
            one, requirement.required(), one.actual(), requirement.setting(), requirement.fix());
  }
}
