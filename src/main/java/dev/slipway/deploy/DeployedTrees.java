package dev.slipway.deploy;

import dev.slipway.deploy.RecordEntry.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files that each stack was last updated to, by the record of deployments. */
public final class DeployedTrees {
  private DeployedTrees() {}

  /** Returns the last successful entry of each stack, by the name of the stack. */
  public static Map<String, RecordEntry> of(DeploymentRecord record) {
    Map<String, RecordEntry> last = new LinkedHashMap<>();
    for (RecordEntry entry : record.entries()) {
      if (entry.event() == Event.SUCCEEDED) {
        last.put(entry.stack(), entry);
      }
    }
    return last;
  }
}
