package dev.slipway.repository;

import java.util.ArrayList;
import java.util.List;

/**
 * One setting with the value that enforced approvals need.
 *
 * @param id stable identifier for programs
 * @param required the weakest value that is accepted
 * @param setting where the forge has the setting, in its pages and in its REST API
 * @param fix what to do if the value is weaker
 * @param separatesDuties whether it keeps one person from both making and approving a change
 */
public record Requirement(
    String id, String required, String setting, String fix, boolean separatesDuties) {
  /** Controls of change management: the operator's documents, then ISO/IEC 27001:2022, Annex A. */
  private static final List<String> CHANGES = List.of("6.2", "A.8.32");

  /** The control of ISO/IEC 27001:2022, Annex A, about segregation of duties. */
  private static final String DUTIES = "A.5.3";

  /** Returns a requirement of change management. */
  public static Requirement change(String id, String required, String setting, String fix) {
    return new Requirement(id, required, setting, fix, false);
  }

  /** Returns a requirement of change management and of segregation of duties. */
  public static Requirement duties(String id, String required, String setting, String fix) {
    return new Requirement(id, required, setting, fix, true);
  }

  /** Returns the numbers of the controls that it belongs to. */
  public List<String> controls() {
    List<String> controls = new ArrayList<>(CHANGES);
    if (separatesDuties) {
      controls.add(DUTIES);
    }
    return List.copyOf(controls);
  }
}
