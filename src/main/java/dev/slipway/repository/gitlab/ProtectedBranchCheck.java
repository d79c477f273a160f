package dev.slipway.repository.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.repository.Findings;
import dev.slipway.repository.Reading;
import dev.slipway.repository.RepositorySettings;
import dev.slipway.repository.Requirement;
import dev.slipway.repository.rest.Answer;
import dev.slipway.repository.rest.Fields;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The protection of the branch. Several entries can match it. Source: docs.gitlab.com, "Protection
 * rules and permissions": the most permissive counts, but for the approval of code owners, where
 * the most restrictive does.
 */
final class ProtectedBranchCheck {
  static final String PAGE = "Settings > Repository > Protected branches";
  private static final String FIX = "apply settings/protected-branch.json";
  private static final String PUSHERS = "/push_access_levels";
  private static final String FORCE = "/allow_force_push";
  private static final int NO_ONE = 0;

  private static final Requirement PROTECTED =
      Requirement.change(
          "pull-request", "the branch is protected", PAGE + "; API: protected_branches", FIX);
  private static final Requirement PUSH =
      Requirement.duties(
          "bypass",
          "no role, user, group or deploy key may push without a merge request",
          PAGE + " > Allowed to push and merge; API: push_access_levels",
          FIX);
  private static final Requirement FORCE_PUSH =
      Requirement.change(
          "force-push",
          "no force push",
          PAGE + " > Allowed to force push; API: allow_force_push",
          FIX);
  private static final Requirement OWNERS =
      Requirement.duties(
          "code-owner-approval",
          "an owner of each changed file approves",
          PAGE + " > Code owner approval; API: code_owner_approval_required",
          FIX);

  private ProtectedBranchCheck() {}

  /** Compares the entries that match the branch. */
  static void run(Answer all, RepositorySettings settings, Findings findings) {
    String branch = settings.branch();
    Reading<List<JsonNode>> matching = matching(all, branch);
    findings.compare(
        PROTECTED,
        branch,
        matching,
        some -> some.isEmpty() ? Optional.of("not protected") : Optional.empty());
    if (matching.value().filter(List::isEmpty).isPresent()) {
      return;
    }
    findings.compare(
        PUSH, branch, matching.flatMap(some -> pushers(some, ProtectedBranchCheck::isAllowed)));
    findings.compare(FORCE_PUSH, branch, matching.flatMap(ProtectedBranchCheck::forcePushes));
    findings.compare(OWNERS, branch, matching.flatMap(ProtectedBranchCheck::owners));
  }

  private static Reading<Optional<String>> owners(List<JsonNode> entries) {
    String field = "/code_owner_approval_required";
    return entries.stream().anyMatch(one -> Fields.flag(one, field))
        ? Reading.of(Optional.empty())
        : Fields.complete(entries, field).map(all -> Optional.of("not required"));
  }

  /** Returns whether an entry is for the branch; {@code *} in its name matches any text. */
  static boolean matches(JsonNode entry, String branch) {
    String form =
        Pattern.compile("\\*")
            .splitAsStream(entry.path("name").asText() + " ")
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.matches(form, branch + " ");
  }

  /** Returns the entries that match a branch. */
  static Reading<List<JsonNode>> matching(Answer all, String branch) {
    return all.document()
        .map(list -> Fields.items(list, "").filter(one -> matches(one, branch)).toList());
  }

  /** Returns what is weak of the entries; not read if nothing is, and an entry lacks the field. */
  private static Reading<Optional<String>> listed(
      List<JsonNode> entries, String field, Function<JsonNode, String> weakness) {
    String found =
        entries.stream()
            .map(weakness)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    return found.isEmpty()
        ? Fields.complete(entries, field).map(all -> Optional.empty())
        : Reading.of(Optional.of(found));
  }

  /** Returns the levels that may push and are weak; empty if none is. */
  static Reading<Optional<String>> pushers(List<JsonNode> entries, Predicate<JsonNode> isWeak) {
    return listed(entries, PUSHERS, entry -> pushers(entry, isWeak));
  }

  private static String pushers(JsonNode entry, Predicate<JsonNode> isWeak) {
    String found =
        Fields.items(entry, PUSHERS)
            .filter(isWeak)
            .map(level -> Answer.name(level, "access_level_description"))
            .collect(Collectors.joining(", "));
    return found.isEmpty() ? "" : "%s: %s".formatted(Answer.name(entry, "name"), found);
  }

  /** A level is either a role, of which 0 is none, or a user, a group or a deploy key. */
  private static boolean isAllowed(JsonNode level) {
    return level.path("access_level").asInt(-1) != NO_ONE || isNamed(level);
  }

  /** Returns whether a level is a user, a group or a deploy key. */
  static boolean isNamed(JsonNode level) {
    return List.of("user_id", "group_id", "deploy_key_id").stream()
        .anyMatch(id -> level.path(id).isNumber());
  }

  /** Returns the entries that allow force pushes; empty if none does. */
  static Reading<Optional<String>> forcePushes(List<JsonNode> entries) {
    return listed(entries, FORCE, ProtectedBranchCheck::forcePush);
  }

  private static String forcePush(JsonNode entry) {
    return Fields.flag(entry, FORCE) ? Answer.name(entry, "name") + ": allowed" : "";
  }
}
