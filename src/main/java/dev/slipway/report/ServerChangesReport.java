package dev.slipway.report;

import dev.slipway.change.ClusterChanges;
import dev.slipway.change.ConfigDiff;
import dev.slipway.change.ServerChange;
import dev.slipway.document.Markdown;
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
    return List.of(
        change.server().name(),
        change.effect().text(),
        ServerEffects.order(changes, change),
        ServerEffects.restarts(change));
  }

  private void consequences() {
    ServerEffects.consequences(changes).forEach(text::block);
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
