package dev.slipway.review;

import dev.slipway.change.ClusterChanges;
import dev.slipway.change.Effect;
import dev.slipway.plan.security.reachability.Flow;
import dev.slipway.preview.ResourceStep;
import dev.slipway.value.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A review for programs. */
public final class ReviewDocument {
  private ReviewDocument() {}

  /** Returns the fields of docs/output.md. */
  public static Map<String, Object> of(Review review) {
    SecurityEffect security = review.security();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("outcome", review.outcome().text());
    review.change().remark().ifPresent(remark -> fields.put("remark", remark));
    fields.put("code", review.change().code());
    fields.put("opened", security.opened().stream().map(ReviewDocument::flow).toList());
    fields.put("closed", security.closed().stream().map(ReviewDocument::flow).toList());
    fields.put("settings", security.settings().stream().map(ReviewDocument::setting).toList());
    fields.put(
        "stacks", review.stacks().stream().map(one -> stack(one, review.exemptions())).toList());
    return fields;
  }

  /** Returns the fields for files that are refused. */
  public static Map<String, Object> invalid(List<Problem> problems) {
    return Map.of(
        "outcome", Outcome.REFUSED.text(),
        "problems", problems.stream().map(Problem::toString).toList());
  }

  private static Map<String, String> flow(Flow flow) {
    return Map.of("from", flow.from(), "to", flow.to(), "traffic", flow.traffic().toString());
  }

  private static Map<String, String> setting(SecuritySetting one) {
    return Map.of(
        "stack", one.stack(),
        "setting", one.setting(),
        "before", one.before(),
        "after", one.after());
  }

  private static Map<String, Object> stack(StackReview one, Exemptions exemptions) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("stack", one.stack().name().text());
    fields.put("environment", one.stack().environment().text());
    fields.put("outcome", one.outcome(exemptions).text());
    fields.put("reasons", one.stack().reasons());
    fields.put("refused", one.refusals(exemptions));
    fields.put("exemptions", exemptions(one, exemptions));
    fields.put("notAssessed", one.notAssessed());
    one.servers().ifPresent(changes -> fields.put("servers", servers(changes)));
    one.createState().ifPresent(command -> fields.put("createState", command));
    one.preview()
        .ifPresent(
            preview -> {
              fields.put("resources", one.steps().stream().map(ReviewDocument::step).toList());
              fields.put("steps", preview.lines());
              fields.put("noise", one.noise());
              fields.put("drift", one.drift());
            });
    return fields;
  }

  private static List<Map<String, String>> exemptions(StackReview one, Exemptions exemptions) {
    return one.protectedDeletions().stream()
        .flatMap(step -> exemptions.of(one.stack().name().text(), step.resource()).stream())
        .distinct()
        .map(used -> Map.of("resource", used.resource(), "until", used.until().toString()))
        .toList();
  }

  private static List<Map<String, String>> servers(ClusterChanges changes) {
    return changes.servers().stream()
        .filter(one -> one.effect() != Effect.UNCHANGED)
        .map(one -> Map.of("name", one.server().name(), "effect", one.effect().text()))
        .toList();
  }

  private static Map<String, Object> step(ResourceStep step) {
    return Map.of(
        "type", step.type(),
        "name", step.name(),
        "operation", step.operation().text(),
        "protected", step.isProtected(),
        "paths", step.changes().stream().map(one -> one.path()).toList());
  }
}
