package dev.slipway.report;

import dev.slipway.change.ClusterChanges;
import dev.slipway.change.Effect;
import dev.slipway.change.RestartedProgram;
import dev.slipway.change.ServerChange;
import dev.slipway.document.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Texts about the effects of an update on the servers of a stack. */
public final class ServerEffects {
  private ServerEffects() {}

  /** Returns in which order an update changes a server; empty if it does not. */
  public static String order(ClusterChanges changes, ServerChange change) {
    return switch (change.effect()) {
      case LIVE, REBOOT, REMOVED -> "one at a time";
      case CREATED ->
          changes.before().isEmpty()
              ? "all at one time"
              : change.server().serverGroup().isPresent() ? "one at a time" : "all at one time";
      case UNCHANGED, NEW_SERVERS_ONLY, REFUSED -> "";
    };
  }

  /** Returns what restarts on a server. */
  public static String restarts(ServerChange change) {
    if (change.effect() == Effect.REBOOT) {
      return "reboots, drained first";
    }
    return change.restarts().stream()
        .sorted()
        .map(RestartedProgram::text)
        .collect(Collectors.joining(", "));
  }

  /** Returns what the update means for the cluster as a whole, as markup. */
  public static List<String> consequences(ClusterChanges changes) {
    if (changes.before().isEmpty() || changes.isRefused()) {
      return List.of();
    }
    List<String> consequences = new ArrayList<>();
    if (changes.interruptsOnlyControlPlane()) {
      consequences.add(
          Markdown.bold("The cluster has no API and no etcd meanwhile:")
              + " it has one control-plane node. `pulumi up` refuses this unless"
              + " `SLIPWAY_ALLOW_OUTAGE=%s` is set.".formatted(changes.after().name()));
    } else if (changes.interruptsControlPlane()) {
      consequences.add(
          "etcd keeps its majority: one control-plane node after another, and the next one only"
              + " after all etcd members and nodes are healthy.");
    } else if (changes.addsControlPlane()) {
      consequences.add("etcd keeps its majority: the new members join one after another.");
    } else {
      consequences.add("No etcd member and no API server is interrupted.");
    }
    if (changes.removesEveryWorker()) {
      consequences.add(
          Markdown.bold("No worker is left:")
              + " a pod that does not tolerate the taint of control-plane nodes has no node.");
    }
    return consequences;
  }
}
