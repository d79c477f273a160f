package dev.slipway.repository.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.repository.Reading;
import dev.slipway.repository.RepositorySettings;
import dev.slipway.repository.rest.Answer;
import dev.slipway.repository.rest.Answers;
import dev.slipway.repository.rest.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rulesets of a branch, those of its organization and enterprise included. */
final class Rulesets {
  private final Answers api;
  private final String repository;
  private final String branch;

  /**
   * Prepares requests.
   *
   * @param repository path of the repository
   */
  Rulesets(Answers api, String repository, String branch) {
    this.api = api;
    this.repository = repository;
    this.branch = RepositorySettings.segment(branch);
  }

  /**
   * Returns the active rulesets. Source: docs.github.com, "Get rules for a branch": those with the
   * enforcement {@code evaluate} or {@code disabled} are not returned.
   */
  Reading<List<BranchRules>> active() {
    return api.list(repository + "/rules/branches/" + branch, "").document().map(this::grouped);
  }

  private List<BranchRules> grouped(JsonNode rules) {
    Map<String, List<JsonNode>> byRuleset = new LinkedHashMap<>();
    rules.forEach(
        rule ->
            byRuleset
                .computeIfAbsent(Answer.name(rule, "ruleset_id"), first -> new ArrayList<>())
                .add(rule));
    List<BranchRules> found = new ArrayList<>();
    byRuleset.forEach((id, some) -> found.add(ruleset(id, some)));
    return found;
  }

  private BranchRules ruleset(String id, List<JsonNode> rules) {
    BranchProtection all =
        rules.stream()
            .map(rule -> RulesetRule.protection(CheckSource.of(api), rule))
            .reduce(BranchProtection.NONE, BranchProtection::and);
    Answer details = api.get(repository + "/rulesets/" + id);
    String name = details.text("/name").value().orElse(id);
    return new BranchRules("ruleset " + name, bypass(details), all);
  }

  /**
   * Returns the bypass actors. Source: docs.github.com, "Get a repository ruleset": they are only
   * returned to a user who has write access to the ruleset.
   */
  private static Reading<List<String>> bypass(Answer ruleset) {
    return ruleset
        .document()
        .flatMap(
            one ->
                one.path("bypass_actors").isArray()
                    ? Reading.of(Fields.items(one, "/bypass_actors").map(Rulesets::actor).toList())
                    : Reading.unread(
                        "GitHub returns bypass_actors only to a token with write access to the"
                            + " ruleset; look at its bypass list, or run this command once with"
                            + " such a token"));
  }

  private static String actor(JsonNode actor) {
    String id = actor.path("actor_id").isNumber() ? " " + actor.path("actor_id").asText() : "";
    return "%s%s (%s)"
        .formatted(Answer.name(actor, "actor_type"), id, Answer.name(actor, "bypass_mode"));
  }

  /** Returns a remark with the rulesets that are not enforced, for messages; empty if all are. */
  String inactive() {
    return api.list(repository + "/rulesets", "")
        .document()
        .map(
            all ->
                Fields.items(all, "")
                    .filter(one -> one.path("target").asText("branch").equals("branch"))
                    .filter(one -> !one.path("enforcement").asText().equals("active"))
                    .map(Rulesets::remark)
                    .collect(Collectors.joining("; ")))
        .value()
        .flatMap(text -> text.isEmpty() ? Optional.empty() : Optional.of(" (" + text + ")"))
        .orElse("");
  }

  private static String remark(JsonNode ruleset) {
    return "ruleset %s is not active: %s"
        .formatted(Answer.name(ruleset, "name"), Answer.name(ruleset, "enforcement"));
  }
}
