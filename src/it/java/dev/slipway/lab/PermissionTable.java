package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.document.Json;
import dev.slipway.plan.identity.AccessMatrix;
import dev.slipway.plan.identity.Capability;
import dev.slipway.plan.identity.Capability.Scope;
import dev.slipway.plan.identity.Grant.Action;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.identity.Roles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The table of permissions of docs/access.md, compared with the answers of real API servers to
 * SubjectAccessReviews.
 */
public final class PermissionTable {
  /** A namespace in which developers are bound to their ClusterRole. */
  private static final String OWN_NAMESPACE = "platform";

  /** One question to an API server: whether a role has an action. */
  private record Question(Role role, Capability capability, Action action) {

    boolean isExpected() {
      return capability.permitted(role).contains(action);
    }

    /** Returns the SubjectAccessReview. Every user has the group system:authenticated. */
    Map<String, Object> review() {
      String[] resource = action.resource().split("/", 2);
      Map<String, Object> attributes =
          Map.of(
              "namespace",
              capability.scope() == Scope.OWN_NAMESPACE ? OWN_NAMESPACE : "",
              "group",
              action.apiGroup(),
              "resource",
              resource[0],
              "subresource",
              resource.length == 2 ? resource[1] : "",
              "verb",
              action.verb());
      return Map.of(
          "apiVersion", "authorization.k8s.io/v1",
          "kind", "SubjectAccessReview",
          "spec",
              Map.of(
                  "user",
                  "zitadel:person@example.net",
                  "groups",
                  List.of(role.group(), "system:authenticated"),
                  "resourceAttributes",
                  attributes));
    }

    @Override
    public String toString() {
      return "%s, %s (%s)".formatted(role.key(), action, capability.scope().text());
    }
  }

  private PermissionTable() {}

  /** Asserts that the API server of a stack permits exactly what the table contains. */
  public static void assertAnswers(String stack) {
    String prefix = "-n %s create rolebinding zitadel:developer".formatted(OWN_NAMESPACE);
    Lab.kubectl(stack, "create namespace " + OWN_NAMESPACE).orFail("namespace");
    Lab.kubectl(stack, prefix + " --clusterrole=slipway:developer --group=zitadel:developer")
        .orFail("rolebinding");
    assertEquals(List.of(), different(stack));
    Lab.kubectl(stack, "delete namespace " + OWN_NAMESPACE).orFail("namespace");
  }

  /** Returns the questions with an answer that is not that of the table. */
  private static List<String> different(String stack) {
    List<Question> questions = questions();
    List<Map<String, Object>> reviews = questions.stream().map(Question::review).toList();
    Path file =
        Lab.secretFile(
            "reviews.json",
            Json.write(Map.of("apiVersion", "v1", "kind", "List", "items", reviews)));
    String create = "create -f %s -o jsonpath='{.status.allowed}{\"\\n\"}'".formatted(file);
    List<String> answers = Lab.kubectl(stack, create).orFail("reviews").lines().toList();
    assertEquals(questions.size(), answers.size());
    List<String> different = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (!answers.get(i).equals(String.valueOf(questions.get(i).isExpected()))) {
        different.add(questions.get(i) + ": " + answers.get(i));
      }
    }
    return different;
  }

  private static List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    for (Capability capability : AccessMatrix.capabilities()) {
      for (Role role : Roles.ALL) {
        capability.actions().forEach(one -> questions.add(new Question(role, capability, one)));
      }
    }
    return questions;
  }
}
