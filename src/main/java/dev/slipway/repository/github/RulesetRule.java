package dev.slipway.repository.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.repository.rest.Answer;
import dev.slipway.repository.rest.Fields;
import java.util.Map;
import java.util.TreeMap;

/** One rule of a ruleset. */
final class RulesetRule {
  private static final BranchProtection NONE = BranchProtection.NONE;

  private RulesetRule() {}

  /** Returns what the rule enforces; nothing for other types, which can only add to it. */
  static BranchProtection protection(CheckSource source, JsonNode rule) {
    JsonNode parameters = rule.path("parameters");
    return switch (rule.path("type").asText()) {
      case "pull_request" -> pullRequest(parameters);
      case "required_status_checks" -> checks(source, parameters);
      case "required_linear_history" -> history(true, false, false);
      case "deletion" -> history(false, true, false);
      case "non_fast_forward" -> history(false, false, true);
      default -> NONE;
    };
  }

  private static BranchProtection pullRequest(JsonNode parameters) {
    return new BranchProtection(
        true,
        Fields.number(parameters, "/required_approving_review_count"),
        Fields.flag(parameters, "/dismiss_stale_reviews_on_push"),
        Fields.flag(parameters, "/require_code_owner_review"),
        Fields.flag(parameters, "/require_last_push_approval"),
        Fields.flag(parameters, "/required_review_thread_resolution"),
        false,
        Map.of(),
        false,
        false,
        false);
  }

  private static BranchProtection checks(CheckSource source, JsonNode parameters) {
    Map<String, Boolean> checks = new TreeMap<>();
    Fields.items(parameters, "/required_status_checks")
        .forEach(
            one ->
                checks.merge(
                    Answer.name(one, "context"),
                    source.accepts(one.path("integration_id")),
                    Boolean::logicalOr));
    boolean upToDate = Fields.flag(parameters, "/strict_required_status_checks_policy");
    return new BranchProtection(
        false, 0, false, false, false, false, upToDate, checks, false, false, false);
  }

  private static BranchProtection history(boolean linear, boolean noDeletion, boolean noForcePush) {
    return new BranchProtection(
        false, 0, false, false, false, false, false, Map.of(), linear, noDeletion, noForcePush);
  }
}
