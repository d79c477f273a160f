package dev.slipway.review;

import dev.slipway.change.ClusterChanges;
import dev.slipway.change.Effect;
import dev.slipway.change.ServerChange;
import dev.slipway.document.Markdown;
import dev.slipway.report.ServerEffects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The part of a report about servers, etcd and API servers, by the plans. */
final class ServersSummary {
  private final List<StackReview> stacks;
  private final SummaryTable table;

  ServersSummary(Review review, SummaryTable table) {
    this.stacks = review.stacks();
    this.table = table;
  }

  void add(Markdown text) {
    text.heading(2, "Servers");
    List<List<String>> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (StackReview one : stacks) {
      one.servers()
          .filter(changes -> !changes.isRefused())
          .ifPresent(all -> rows.addAll(rows(all)));
      if (one.stack().isRemoved()) {
        notes.add(one.stack().name() + ": its servers stay until pulumi destroy.");
      }
      one.servers().ifPresent(all -> notes.addAll(notes(one.stack().name() + ": ", all)));
    }
    if (!rows.isEmpty()) {
      table.add(text, List.of("servers", "effect", "order", "restarts"), rows);
    }
    text.list(notes);
    if (notes.isEmpty()) {
      text.block("No server changes.");
    }
  }

  /** Returns a row for the servers to which the same happens. */
  private static List<List<String>> rows(ClusterChanges changes) {
    Map<List<String>, List<String>> names = new LinkedHashMap<>();
    for (ServerChange one : changes.servers()) {
      if (one.effect() != Effect.UNCHANGED) {
        List<String> effect =
            List.of(
                one.effect().text(),
                ServerEffects.order(changes, one),
                ServerEffects.restarts(one));
        names.computeIfAbsent(effect, key -> new ArrayList<>()).add(one.server().name());
      }
    }
    return names.entrySet().stream()
        .map(
            one ->
                Stream.concat(Stream.of(NumberedNames.text(one.getValue())), one.getKey().stream())
                    .toList())
        .toList();
  }

  private static List<String> notes(String stack, ClusterChanges changes) {
    if (changes.isRefused()) {
      return List.of(stack + "no server changes, because the change is refused.");
    } else if (changes.before().isEmpty()) {
      return List.of(stack + "a new cluster; no existing server changes.");
    } else if (changes.isEmpty()) {
      return List.of(stack + "no server changes, and etcd and the API keep working.");
    }
    return Stream.concat(
            ServerEffects.consequences(changes).stream(),
            Stream.of(
                "The other servers keep their configuration; Commands that run again only check"
                    + " them."))
        .map(stack::concat)
        .toList();
  }
}
