package dev.slipway.evidence.control;

import java.util.List;
import java.util.stream.Stream;

/** The catalogue of controls. */
public final class Controls {
  /** All controls, in the order of the report. */
  public static final List<Control> ALL =
      Stream.concat(OperatorControls.ALL.stream(), Iso27001Controls.ALL.stream()).toList();

  /** Text for controls about which this system has no data. */
  static final String NO_DATA = "nothing: this system has no data about it";

  /** Limitation of controls about changes. */
  static final String APPROVALS =
      "whether another person approved each change; the audit log of the forge has that";

  /** Limitation of controls about separation. */
  static final String OUTSIDE_SERVICES =
      "paths through hosts outside of the fleet that environments share: jump hosts, the Git"
          + " server, Zitadel";

  private Controls() {}
}
