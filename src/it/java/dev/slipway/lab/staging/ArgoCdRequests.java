package dev.slipway.lab.staging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.lab.Lab;
import dev.slipway.plan.gitops.ArgoCdAdmission;
import dev.slipway.plan.gitops.ArgoCdPermissions;
import dev.slipway.plan.gitops.ArgoCdPermissions.Grant;
import dev.slipway.testing.ArgoCdRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Requests of Argo CD's users, answered by the API server of a Management Cluster. */
final class ArgoCdRequests {
  private static final String OWN = "site";

  /** Questions of a user about itself, which every user may create. */
  private static final Set<String> OF_EVERY_USER =
      Set.of(
          "create selfsubjectaccessreviews.authorization.k8s.io",
          "create selfsubjectreviews.authentication.k8s.io",
          "create selfsubjectrulesreviews.authorization.k8s.io");

  private static final String ADMINISTRATOR = "slipway-test-argocd";
  private static final String POLICY =
      "ValidatingAdmissionPolicy '%s'".formatted(ArgoCdAdmission.NAME);

  private final String stack;
  private final ObjectMapper json = new ObjectMapper();

  ArgoCdRequests(String stack) {
    this.stack = stack;
  }

  /** The API server lists the permissions of a namespace itself: every verb, kind and wildcard. */
  void assertPermissionsAreTheList() throws JsonProcessingException {
    String names = "get namespaces -o jsonpath={.items[*].metadata.name}";
    List<String> namespaces =
        List.of(Lab.kubectl(stack, names).orFail("namespaces").split(" ", -1));
    assertTrue(namespaces.containsAll(List.of("kube-system", "default", OWN)));
    for (String user : ArgoCdPermissions.USERS) {
      for (String namespace : namespaces) {
        assertEquals(expected(namespace), permissions(user, namespace), user + " in " + namespace);
      }
    }
  }

  private static Set<String> expected(String namespace) {
    List<Grant> grants = new ArrayList<>(ArgoCdPermissions.everywhere(List.of(OWN)));
    if (namespace.equals(OWN)) {
      grants.addAll(ArgoCdPermissions.inNamespace());
    }
    Set<String> expected = new TreeSet<>(OF_EVERY_USER);
    for (Grant grant : grants) {
      for (String resource : grant.resources()) {
        grant.verbs().forEach(verb -> expected.add(line(verb, resource, grant)));
      }
    }
    return expected;
  }

  private static String line(String verb, String resource, Grant grant) {
    return line(verb, resource, grant.apiGroup(), String.join(",", grant.names()));
  }

  private static String line(String verb, String resource, String group, String names) {
    return "%s %s%s %s"
        .formatted(verb, resource, group.isEmpty() ? "" : "." + group, names)
        .strip();
  }

  private Set<String> permissions(String user, String namespace) throws JsonProcessingException {
    Map<String, Object> review =
        Map.of(
            "apiVersion", "authorization.k8s.io/v1",
            "kind", "SelfSubjectRulesReview",
            "spec", Map.of("namespace", namespace));
    String path = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
    JsonNode answer = send(user, List.of(command("create --raw " + path + " -f -", review))).get(0);
    JsonNode status = json.readTree(answer.get(1).asText()).get("status");
    assertFalse(status.get("incomplete").asBoolean(), answer::toString);
    Set<String> permissions = new TreeSet<>();
    for (JsonNode rule : status.get("resourceRules")) {
      String names = String.join(",", texts(rule.path("resourceNames")));
      for (String group : texts(rule.get("apiGroups"))) {
        for (String resource : texts(rule.get("resources"))) {
          texts(rule.get("verbs"))
              .forEach(verb -> permissions.add(line(verb, resource, group, names)));
        }
      }
    }
    return permissions;
  }

  /** Tries them with the permissions of the users: RBAC and the policy together. */
  void assertChainsAreRefused() throws JsonProcessingException {
    assertAnswers(ArgoCdRequest.chains(), ArgoCdRequests::isForbidden);
  }

  /** Tries them with all permissions, so that only admission can refuse. */
  void assertPolicyAloneRefusesChains() throws JsonProcessingException {
    String users = "--user=" + String.join(" --user=", ArgoCdPermissions.USERS);
    String create = "create clusterrolebinding %s --clusterrole=cluster-admin %s";
    Lab.kubectl(stack, create.formatted(ADMINISTRATOR, users)).orFail("binding");
    try {
      assertAnswers(
          ArgoCdRequest.chains().stream().filter(ArgoCdRequest::isSeenByPolicy).toList(),
          // Of an external IP the API server's own plugin decides first.
          answer ->
              isForbidden(answer)
                  && (text(answer).contains(POLICY) || text(answer).contains("external IPs")));
    } finally {
      Lab.kubectl(stack, "delete clusterrolebinding " + ADMINISTRATOR).orFail("binding");
    }
  }

  /** Tries what applications need. */
  void assertApplicationsAreAccepted() throws JsonProcessingException {
    assertAnswers(ArgoCdRequest.accepted(), answer -> answer.get(0).asInt() == 0);
  }

  private static boolean isForbidden(JsonNode answer) {
    return answer.get(0).asInt() != 0
        && (text(answer).contains("(Forbidden)") || text(answer).contains(" is forbidden: "));
  }

  private static String text(JsonNode answer) {
    return answer.get(1).asText();
  }

  private void assertAnswers(List<ArgoCdRequest> requests, Predicate<JsonNode> isExpected)
      throws JsonProcessingException {
    List<Map<String, Object>> commands =
        requests.stream().map(one -> command(one.kubectl(), one.object().orElse(null))).toList();
    for (String user : ArgoCdPermissions.USERS) {
      JsonNode answers = send(user, commands);
      assertEquals(requests.size(), answers.size());
      List<String> different = new ArrayList<>();
      for (int i = 0; i < requests.size(); i++) {
        if (!isExpected.test(answers.get(i))) {
          different.add("%s, %s: %s".formatted(user, requests.get(i), answers.get(i)));
        }
      }
      assertEquals(List.of(), different);
    }
  }

  private static Map<String, Object> command(String kubectl, Object object) {
    Map<String, Object> command = new HashMap<>();
    command.put("kubectl", kubectl);
    command.put("object", object);
    return command;
  }

  private JsonNode send(String user, List<Map<String, Object>> commands)
      throws JsonProcessingException {
    Path file = Lab.secretFile("argocd-requests.json", json.writeValueAsString(commands));
    String probe =
        "python3 lab/probes/argocd_requests.py %s %s %s"
            .formatted(Lab.kubeconfig(stack), user, file);
    return json.readTree(Lab.shell(probe).orFail("argocd_requests.py"));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
