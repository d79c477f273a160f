package dev.slipway.report;

import dev.slipway.change.ClusterChanges;
import dev.slipway.change.ConfigDiff;
import dev.slipway.change.Effect;
import dev.slipway.change.RestartedProgram;
import dev.slipway.change.ServerChange;
import dev.slipway.document.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The effects of an update on the servers of a stack, as sections of a Markdown report. */
final class ServerChangesReport {
  private final ClusterChanges changes;
  private final Markdown text;

  private ServerChangesReport(ClusterChanges changes, Markdown text) {
    this.changes = changes;
    this.text = text;
  }

  static void add(ClusterChanges changes, Markdown text) {
    ServerChangesReport report = new ServerChangesReport(changes, text);
    text.heading(2, "Servers");
    if (changes.isEmpty()) {
      text.block("No server changes.");
      return;
    }
    report.refusals();
    report.table();
    report.consequences();
    report.diffs();
  }

  private void refusals() {
    if (!changes.isRefused()) {
      return;
    }
    text.block(
        Markdown.bold("Refused: pulumi up stops before it changes a server.")
            + " Take these differences out of the stack file:");
    text.list(changes.refusals().stream().map(one -> Markdown.plain(one.toString())).toList());
  }

  private void table() {
    text.table(
        List.of("server", "effect", "order", "restarts"),
        changes.servers().stream().map(this::row).toList());
  }

  private List<String> row(ServerChange change) {
    return List.of(change.server().name(), change.effect().text(), order(change), restarts(change));
  }

  private String order(ServerChange change) {
    return switch (change.effect()) {
      case LIVE, REBOOT, REMOVED -> "one at a time";
      case CREATED ->
          changes.before().isEmpty()
              ? "first boot"
              : change.server().serverGroup().isPresent() ? "one at a time" : "at once";
      case UNCHANGED, NEW_SERVERS_ONLY, REFUSED -> "";
    };
  }

  private static String restarts(ServerChange change) {
    if (change.effect() == Effect.REBOOT) {
      return "reboots, drained first";
    }
    return change.restarts().stream()
        .sorted()
        .map(RestartedProgram::text)
        .collect(Collectors.joining(", "));
  }

  private void consequences() {
    if (changes.before().isEmpty() || changes.isRefused()) {
      return;
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
    consequences.forEach(text::block);
  }

  private static String joined(List<String> texts, UnaryOperator<String> markup) {
    return texts.stream().map(markup).collect(Collectors.joining(", "));
  }

  private void diffs() {
    if (changes.isRefused()) {
      return;
    }
    List<ConfigDiff> diffs = ConfigDiff.of(changes);
    if (!diffs.isEmpty()) {
      text.heading(2, "Configuration");
    }
    for (ConfigDiff diff : diffs) {
      text.block(
          "%s: %s"
              .formatted(
                  joined(diff.servers(), Markdown::plain), joined(diff.paths(), Markdown::code)));
      text.fence("diff", diff.lines());
    }
  }
}
