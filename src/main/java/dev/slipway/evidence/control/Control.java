package dev.slipway.evidence.control;

import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.evidence.model.EvidenceInput;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One control and what shows it.
 *
 * @param number for example {@code 6.1} or {@code A.8.22}
 * @param summary what is checked of it, in a word to one who is no engineer
 * @param checks none where this system can show nothing of it
 * @param limitations what no check here covers
 */
public record Control(
    Framework framework,
    String number,
    String title,
    String summary,
    List<Check> checks,
    String limitations) {

  /** Copies the list. */
  public Control {
    checks = List.copyOf(checks);
  }

  /** Who wrote the control. */
  public enum Framework {
    OPERATOR("Operator's security documents"),
    ISO_27001("ISO/IEC 27001:2022, Annex A");

    private final String title;

    Framework(String title) {
      this.title = title;
    }

    /** For people. */
    public String title() {
      return title;
    }
  }

  /** The worst that its checks of that layer found; nothing where none looks there. */
  public Optional<Result> result(EvidenceSource layer, EvidenceInput subject) {
    return checks.stream()
        .filter(check -> check.layer() == layer)
        .map(check -> check.outcome(subject).result())
        .min(Comparator.naturalOrder());
  }

  /** Whether any check speaks against it. */
  public boolean isViolated(EvidenceInput subject) {
    return checks.stream()
        .anyMatch(check -> check.outcome(subject).result() == Result.NOT_SATISFIED);
  }
}
