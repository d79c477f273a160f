package dev.slipway.repository.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.repository.Findings;
import dev.slipway.repository.Reading;
import dev.slipway.repository.RepositorySettings;
import dev.slipway.repository.Requirement;
import dev.slipway.repository.rest.Answer;
import dev.slipway.repository.rest.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The protected environments, in which pipelines deploy and preview. */
final class ProtectedEnvironmentCheck {
  private static final String PAGE = "Settings > CI/CD > Protected environments";
  private static final String FIX = "apply settings/environment-NAME.json";
  private static final String DEPLOYING = "/deploy_access_levels";
  private static final int MAINTAINER = 40;

  private static final Requirement EXISTS =
      Requirement.change(
          "environment",
          "the environment is protected",
          PAGE + "; API: protected_environments",
          FIX);
  private static final Requirement APPROVALS =
      Requirement.duties(
          "environment-reviewers",
          "a person or group approves each deployment",
          PAGE + " > Approvers; API: approval_rules[].required_approvals",
          FIX);
  private static final Requirement DEPLOYERS =
      Requirement.change(
          "environment-deployers",
          "developers cannot deploy unless a user or group is named",
          PAGE + " > Allowed to deploy; API: deploy_access_levels",
          FIX);

  private ProtectedEnvironmentCheck() {}

  /** Compares each environment. */
  static void run(Answer all, RepositorySettings settings, Findings findings) {
    List<String> names = new ArrayList<>(settings.environments());
    names.add(RepositorySettings.PREVIEW);
    for (String name : names) {
      Reading<List<JsonNode>> found = all.document().map(list -> named(list, name));
      findings.compare(
          EXISTS,
          name,
          found,
          some -> some.isEmpty() ? Optional.of("not protected") : Optional.empty());
      if (found.value().filter(List::isEmpty).isEmpty()) {
        Reading<JsonNode> environment = found.map(some -> some.get(0));
        findings.compare(APPROVALS, name, environment.flatMap(ProtectedEnvironmentCheck::tooFew));
        findings.compare(
            DEPLOYERS, name, environment.flatMap(ProtectedEnvironmentCheck::developers));
      }
    }
  }

  private static List<JsonNode> named(JsonNode list, String name) {
    return Fields.items(list, "").filter(one -> one.path("name").asText().equals(name)).toList();
  }

  private static Reading<Optional<String>> tooFew(JsonNode environment) {
    int most =
        IntStream.concat(
                IntStream.of(Fields.number(environment, "/required_approval_count")),
                Fields.items(environment, "/approval_rules")
                    .mapToInt(rule -> Fields.number(rule, "/required_approvals")))
            .max()
            .orElse(0);
    return most >= 1
        ? Reading.of(Optional.empty())
        : Fields.complete(List.of(environment), "/approval_rules")
            .map(read -> Optional.of(most + " approvals"));
  }

  private static Reading<Optional<String>> developers(JsonNode environment) {
    return Fields.complete(List.of(environment), DEPLOYING)
        .map(read -> developers(Fields.items(environment, DEPLOYING).toList()));
  }

  private static Optional<String> developers(List<JsonNode> levels) {
    String weak =
        levels.stream()
            .filter(level -> !level.path("user_id").isNumber())
            .filter(level -> !level.path("group_id").isNumber())
            .filter(level -> level.path("access_level").asInt(0) < MAINTAINER)
            .map(level -> Answer.name(level, "access_level_description"))
            .collect(Collectors.joining(", "));
    return weak.isEmpty() ? Optional.empty() : Optional.of(weak);
  }
}
