package dev.slipway.review;

import dev.slipway.document.ForgeText;
import dev.slipway.document.Markdown;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.plan.security.reachability.Flow;
import dev.slipway.value.DnsLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of a report about connections, permissions and sources of software. */
final class SecuritySummary {
  private static final List<String> HEAD = List.of("from", "to", "traffic");

  private final Review review;
  private final SummaryTable table;

  SecuritySummary(Review review, SummaryTable table) {
    this.review = review;
    this.table = table;
  }

  void add(Markdown text) {
    SecurityEffect effect = review.security();
    text.heading(2, "Security");
    if (effect.isEmpty()) {
      text.block(
          "No connection is opened or closed, and no sign-in, permission or source of software"
              + " changes. New servers have the connections of their role.");
      return;
    }
    if (effect.opensToInternet()) {
      text.block(Markdown.bold("A connection from the Internet is opened."));
    }
    List<DnsLabel> created = created();
    List<Set<String>> groups = created.stream().map(SecuritySummary::groups).toList();
    List<Flow> inside = effect.opened().stream().filter(one -> isInside(one, groups)).toList();
    List<Flow> opened = new ArrayList<>(effect.opened());
    opened.removeAll(inside);
    flows(text, "Opened connections", opened);
    flows(text, "Closed connections", effect.closed());
    String names = PortNames.of(Stream.concat(opened.stream(), effect.closed().stream()).toList());
    if (!names.isEmpty()) {
      text.block("Ports: " + names + ".");
    }
    if (!inside.isEmpty()) {
      Markdown rows = new Markdown();
      ForgeText.table(rows, HEAD, rows(inside));
      text.fold("Opened inside new clusters: " + inside.size(), rows);
    }
    settings(text, effect.settings());
    if (!created.isEmpty()) {
      text.block("The settings of a new cluster are compared with those of its Ops Cluster.");
    }
  }

  private static List<List<String>> rows(List<Flow> flows) {
    return flows.stream()
        .map(one -> List.of(one.from(), one.to(), one.traffic().toString()))
        .toList();
  }

  private List<DnsLabel> created() {
    return review.stacks().stream()
        .map(one -> one.stack().name())
        .filter(name -> review.change().before().cluster(name).isEmpty())
        .toList();
  }

  private static boolean isInside(Flow flow, List<Set<String>> clusters) {
    return clusters.stream()
        .anyMatch(groups -> groups.contains(flow.from()) && groups.contains(flow.to()));
  }

  private static Set<String> groups(DnsLabel cluster) {
    return Arrays.stream(ServerRole.values())
        .map(role -> role.groupName(cluster))
        .collect(Collectors.toSet());
  }

  private void flows(Markdown text, String title, List<Flow> flows) {
    text.heading(3, title);
    if (flows.isEmpty()) {
      text.block("None.");
    } else {
      table.add(text, HEAD, rows(flows));
    }
  }

  private void settings(Markdown text, List<SecuritySetting> settings) {
    text.heading(3, "Sign-in, permissions and sources of software");
    if (settings.isEmpty()) {
      text.block("None changes.");
      return;
    }
    table.add(
        text,
        List.of("stack", "setting", "before", "after"),
        settings.stream()
            .map(
                one ->
                    List.of(one.stack(), one.setting(), orNone(one.before()), orNone(one.after())))
            .toList());
  }

  private static String orNone(String value) {
    return value.isEmpty() ? "none" : value;
  }
}
