package dev.slipway.plan;

import dev.slipway.config.Fleet;
import dev.slipway.config.StackFile;
import dev.slipway.plan.extension.ConnectionSource;
import dev.slipway.plan.extension.PlanExtensions;
import dev.slipway.plan.extension.StackFileCheck;
import dev.slipway.plan.identity.RoleRules;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.OwnRole;
import dev.slipway.value.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Runs the extensions of a program, and reports what they may not do as problems of a file. */
final class ExtensionRules {
  private final Fleet fleet;
  private final PlanExtensions extensions;
  private final List<Problem> problems = new ArrayList<>();

  ExtensionRules(Fleet fleet, PlanExtensions extensions) {
    this.fleet = fleet;
    this.extensions = extensions;
  }

  /** Returns the problems that were found so far. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Returns the roles of the program. */
  List<OwnRole> roles() {
    return List.copyOf(extensions.roles().values());
  }

  /** Verifies the roles, and runs every check for every stack file. */
  void check() {
    roles().forEach(this::check);
    extensions
        .checks()
        .forEach((name, check) -> fleet.files().forEach(file -> check(name, check, file)));
  }

  private void check(OwnRole role) {
    RoleRules.problems(role).stream()
        .map(text -> "the role \"%s\": %s".formatted(role.key(), text))
        .map(message -> fleet.files().get(0).problem("", message))
        .forEach(problems::add);
  }

  private void check(String name, StackFileCheck check, StackFile file) {
    String what = "the check \"%s\"".formatted(name);
    problems.addAll(results(file, what, () -> check.problems(file)));
  }

  /** Returns the cluster of a stack file with roles, and patches of its machine configs. */
  ClusterPlan extended(StackFile file, ClusterPlan cluster) {
    OwnPatches patches = new OwnPatches(file, cluster, extensions.patches()).read();
    problems.addAll(patches.problems());
    return patches.patched().withOwnRoles(roles());
  }

  /** Returns the connections that are allowed; the others are problems. */
  List<Connection> connections(List<ClusterPlan> clusters) {
    List<OwnConnection> own = new ArrayList<>();
    extensions.connections().forEach((name, source) -> own.addAll(read(name, source, clusters)));
    own.forEach(one -> one.problem().ifPresent(problems::add));
    List<Connection> all = own.stream().map(OwnConnection::connection).toList();
    if (problems.isEmpty()) {
      problems.addAll(new OwnAddresses(fleet, all).problems());
      problems.addAll(new OwnDestinations(fleet, all).problems(clusters));
    }
    return problems.isEmpty() ? all : List.of();
  }

  private List<OwnConnection> read(
      String name, ConnectionSource source, List<ClusterPlan> clusters) {
    String what = "the connections of \"%s\"".formatted(name);
    return results(
        fleet.files().get(0), what, () -> owned(name, source.connections(clusters), clusters));
  }

  /** Reads each connection here, where an exception becomes a problem. */
  private List<OwnConnection> owned(
      String name, List<Connection> connections, List<ClusterPlan> clusters) {
    return Objects.requireNonNull(connections, "the list is null").stream()
        .map(one -> new OwnConnection(name, one, fleet, clusters).complete())
        .toList();
  }

  private <T> List<T> results(StackFile file, String what, Supplier<List<T>> extension) {
    List<T> results = new ArrayList<>();
    ExtensionCall.run(
        () -> {
          List<T> all = Objects.requireNonNull(extension.get(), "the list is null");
          results.addAll(List.copyOf(all));
        },
        text -> problems.add(file.problem("", what + " " + text)));
    return results;
  }
}
