package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EntryPoint;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A control of a security framework, and the checks that assess it.
 *
 * @param number for example {@code 6.1} or {@code A.8.22}
 * @param summary what the checks assess, for readers who are not engineers
 * @param checks empty if this system has no data about the control
 * @param entryPoints kinds of entry points that must be read for the control to be satisfied
 * @param limitations what the checks do not cover
 */
public record Control(
    Framework framework,
    String number,
    String title,
    String summary,
    List<Check> checks,
    Set<EntryPoint.Kind> entryPoints,
    String limitations) {

  /** Copies the collections. */
  public Control {
    checks = List.copyOf(checks);
    entryPoints = Collections.unmodifiableSet(new TreeSet<>(entryPoints));
  }

  /** The document that defines a control. */
  public enum Framework {
    OPERATOR("Operator's security documents"),
    ISO_27001("ISO/IEC 27001:2022, Annex A");

    private final String title;

    Framework(String title) {
      this.title = title;
    }

    /** Returns a control of this document. */
    Control control(
        String number,
        String title,
        String summary,
        List<Check> checks,
        Set<EntryPoint.Kind> entryPoints,
        String limitations) {
      return new Control(this, number, title, summary, checks, entryPoints, limitations);
    }

    /** Returns the name of the document. */
    public String title() {
      return title;
    }
  }
}
