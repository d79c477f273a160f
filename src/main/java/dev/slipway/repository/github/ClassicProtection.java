package dev.slipway.repository.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.repository.Reading;
import dev.slipway.repository.rest.Answer;
import dev.slipway.repository.rest.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Branch protection, which GitHub has besides rulesets. */
final class ClassicProtection {
  private static final String REVIEWS = "/required_pull_request_reviews";
  private static final String CHECKS = "/required_status_checks";

  /** GitHub's text of the status 404 for a branch without it. */
  private static final String NONE = "Branch not protected";

  private ClassicProtection() {}

  /**
   * Returns the rules; none if the branch has no protection of this kind.
   *
   * @param source the app that may report checks
   * @param branch the description of the branch
   * @param protection the response about its protection, which needs the permission Administration
   */
  static Reading<List<BranchRules>> rules(CheckSource source, Answer branch, Answer protection) {
    boolean isUnprotected =
        branch.flag("/protected").value().filter(isProtected -> !isProtected).isPresent();
    boolean isAbsent = protection.isAbsent() && protection.message().contains(NONE);
    return isUnprotected || isAbsent
        ? Reading.of(List.of())
        : protection
            .document()
            .map(
                one ->
                    List.of(new BranchRules("branch protection", bypass(one), rules(source, one))));
  }

  private static BranchProtection rules(CheckSource source, JsonNode one) {
    Map<String, Boolean> checks = new TreeMap<>();
    Fields.items(one, CHECKS + "/contexts").forEach(name -> checks.put(name.asText(), false));
    // GitHub sets app_id to null if every app may report the check.
    Fields.items(one, CHECKS + "/checks")
        .forEach(
            check ->
                checks.put(Answer.name(check, "context"), source.accepts(check.path("app_id"))));
    return new BranchProtection(
        one.at(REVIEWS).isObject(),
        Fields.number(one, REVIEWS + "/required_approving_review_count"),
        Fields.flag(one, REVIEWS + "/dismiss_stale_reviews"),
        Fields.flag(one, REVIEWS + "/require_code_owner_reviews"),
        Fields.flag(one, REVIEWS + "/require_last_push_approval"),
        Fields.flag(one, "/required_conversation_resolution/enabled"),
        Fields.flag(one, CHECKS + "/strict"),
        checks,
        Fields.flag(one, "/required_linear_history/enabled"),
        isForbidden(one, "/allow_deletions/enabled"),
        isForbidden(one, "/allow_force_pushes/enabled"));
  }

  /** Returns whether the response has the field, and it is false. */
  private static boolean isForbidden(JsonNode one, String allowed) {
    return one.at(allowed).isBoolean() && !Fields.flag(one, allowed);
  }

  private static Reading<List<String>> bypass(JsonNode one) {
    List<String> actors = new ArrayList<>();
    if (!Fields.flag(one, "/enforce_admins/enabled")) {
      actors.add("administrators");
    }
    String allowances = REVIEWS + "/bypass_pull_request_allowances";
    Fields.items(one, allowances + "/users").forEach(user -> add(actors, "user", user, "login"));
    Fields.items(one, allowances + "/teams").forEach(team -> add(actors, "team", team, "slug"));
    Fields.items(one, allowances + "/apps").forEach(app -> add(actors, "app", app, "slug"));
    return Reading.of(List.copyOf(actors));
  }

  private static void add(List<String> actors, String kind, JsonNode actor, String field) {
    actors.add(kind + " " + Answer.name(actor, field));
  }
}
