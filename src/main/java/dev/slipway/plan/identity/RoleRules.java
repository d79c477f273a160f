package dev.slipway.plan.identity;

import dev.slipway.plan.identity.Capability.Scope;
import dev.slipway.plan.identity.Grant.Action;
import dev.slipway.plan.model.OwnRole;
import dev.slipway.value.DnsLabel;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Verifies that a role of a program reads what is not a Secret, and changes nothing but what the
 * table of permissions has for others than administrators; docs/adr/0024.
 */
public final class RoleRules {
  private static final Pattern GROUP = Pattern.compile("([a-z0-9-]+(\\.[a-z0-9-]+)*)?");
  private static final Pattern RESOURCE = Pattern.compile("[a-z0-9-]+(/[a-z]+)?");
  private static final Pattern VERB = Pattern.compile("[a-z]+");

  /** Other subresources open connections, or read files of nodes. */
  private static final Pattern READABLE = Pattern.compile("[^/]+|pods/log|[^/]+/(scale|status)");

  private static final List<Action> CHANGES =
      AccessMatrix.capabilities().stream()
          .filter(one -> one.scope() == Scope.EVERYWHERE && !one.isForAdministrators())
          .flatMap(one -> one.actions().stream())
          .filter(action -> !action.isRead())
          .toList();

  private RoleRules() {}

  /** Returns what is wrong with a role. */
  public static List<String> problems(OwnRole role) {
    Stream<String> rules =
        Roles.grants(role).stream()
            .flatMap(grant -> form(grant).map(Stream::of).orElseGet(() -> actions(grant)));
    return Stream.concat(key(role).stream(), rules).distinct().toList();
  }

  private static Optional<String> key(OwnRole role) {
    try {
      DnsLabel.parse(role.key());
    } catch (IllegalArgumentException invalid) {
      return Optional.of("its key " + invalid.getMessage());
    }
    if (Roles.ALL.stream().anyMatch(one -> one.key().equals(role.key()))) {
      return Optional.of("is a role of Slipway; use another key");
    }
    return role.rules().isEmpty() ? Optional.of("has no rules; add one") : Optional.empty();
  }

  private static Optional<String> form(Grant grant) {
    if (grant.isOpen()) {
      return Optional.of(
          "%s: has a wildcard, which includes what Kubernetes adds later; name each group, resource and verb"
              .formatted(text(grant)));
    }
    boolean isValid =
        GROUP.matcher(grant.apiGroup()).matches()
            && areValid(RESOURCE, grant.resources())
            && areValid(VERB, grant.verbs());
    return isValid
        ? Optional.empty()
        : Optional.of(
            "%s: is not a rule of RBAC; expected resources as pods/log and verbs as get"
                .formatted(text(grant)));
  }

  private static boolean areValid(Pattern form, List<String> texts) {
    return !texts.isEmpty() && texts.stream().allMatch(text -> form.matcher(text).matches());
  }

  private static String text(Grant grant) {
    return "\"%s\" %s %s".formatted(grant.apiGroup(), grant.resources(), grant.verbs());
  }

  private static Stream<String> actions(Grant grant) {
    return grant.actions().stream()
        .flatMap(action -> refusal(action).map(text -> action + ": " + text).stream());
  }

  private static Optional<String> refusal(Action action) {
    Optional<Capability> ofAdministrators =
        AccessMatrix.capabilities().stream()
            .filter(one -> one.isForAdministrators() && one.actions().contains(action))
            .findFirst();
    if (ofAdministrators.isPresent()) {
      return ofAdministrators.map(
          one -> "only administrators may %s; remove it".formatted(one.text()));
    }
    return action.isRead() ? read(action) : change(action);
  }

  private static Optional<String> read(Action action) {
    return READABLE.matcher(action.resource()).matches()
        ? Optional.empty()
        : Optional.of("of subresources, a role reads pods/log, scale and status; remove it");
  }

  private static Optional<String> change(Action action) {
    return CHANGES.contains(action)
        ? Optional.empty()
        : Optional.of(
            "is not a change that a role may have; allowed: "
                + CHANGES.stream().map(Action::toString).collect(Collectors.joining(", ")));
  }
}
