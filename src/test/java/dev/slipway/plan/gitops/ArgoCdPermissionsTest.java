package dev.slipway.plan.gitops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.gitops.ArgoCdPermissions.Grant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Every verb on every resource of Kubernetes in every kind of namespace. */
class ArgoCdPermissionsTest {
  private static final String OWN = "site";

  /** Namespaces beside it; the empty one is the whole cluster. */
  private static final List<String> OTHERS =
      List.of(
          "", "default", "kube-system", "kube-public", "kube-node-lease", "slipway-system", "shop");

  private static final List<String> READ = List.of("get", "list", "watch");
  private static final List<String> WRITE = List.of("create", "update", "patch", "delete");
  private static final List<String> OTHER_VERBS =
      List.of(
          "deletecollection",
          "impersonate",
          "escalate",
          "bind",
          "approve",
          "sign",
          "attest",
          "use");

  /** The allow-list, written a second time: a kind that is added there fails here. */
  private static final Set<String> WRITTEN =
      Set.of(
          "/configmaps",
          "/limitranges",
          "/resourcequotas",
          "/services",
          "apps/daemonsets",
          "apps/deployments",
          "apps/statefulsets",
          "batch/cronjobs",
          "batch/jobs",
          "networking.k8s.io/networkpolicies",
          "policy/poddisruptionbudgets");

  private static final Set<String> ONLY_READ = Set.of("/namespaces", "/pods", "apps/replicasets");

  @Test
  void permitNothingThatIsNotOnTheList() {
    Set<String> expected = new TreeSet<>();
    Set<String> permitted = new TreeSet<>();
    forEachQuestion(
        (verb, resource, namespace) -> {
          String question = "%s %s in '%s'".formatted(verb, resource, namespace);
          boolean reads = READ.contains(verb);
          boolean writes = WRITE.contains(verb) && namespace.equals(OWN);
          if ((WRITTEN.contains(resource) && (reads || writes))
              || (ONLY_READ.contains(resource) && reads)) {
            expected.add(question);
          }
          if (isPermitted(verb, resource, namespace)) {
            permitted.add(question);
          }
        });
    assertEquals(String.join("\n", expected), String.join("\n", permitted));
    assertEquals(
        WRITTEN.size() * (8 * READ.size() + WRITE.size()) + ONLY_READ.size() * 8 * READ.size(),
        permitted.size());
  }

  @Test
  void changeOnlyNamespacesOfTheList() {
    List<Grant> named =
        ArgoCdPermissions.everywhere(List.of(OWN)).stream()
            .filter(grant -> !grant.names().isEmpty())
            .toList();
    assertEquals(
        List.of(new Grant("", List.of("namespaces"), List.of("update", "patch"), List.of(OWN))),
        named);
  }

  @Test
  void haveNoWildcardAndNoSubresource() {
    for (Grant grant : all()) {
      List<String> texts = new ArrayList<>(grant.resources());
      texts.addAll(grant.verbs());
      texts.add(grant.apiGroup());
      assertTrue(texts.stream().noneMatch(text -> text.matches(".*[*/].*")), grant::toString);
    }
  }

  /** The policy decides the same for the requests that write. */
  @Test
  void areThoseOfThePolicy() {
    AdmissionPolicy policy = ArgoCdAdmission.of(List.of(OWN));
    Set<String> expected = new TreeSet<>(Set.of("UPDATE /namespaces in 'site'"));
    Set<String> accepted = new TreeSet<>();
    for (String operation : List.of("CREATE", "UPDATE", "DELETE", "CONNECT")) {
      for (String resource : ApiResources.all()) {
        for (String namespace : namespaces()) {
          String question = "%s %s in '%s'".formatted(operation, resource, namespace);
          boolean isWritten = WRITTEN.contains(resource) && namespace.equals(OWN);
          if (isWritten && !operation.equals("CONNECT")) {
            expected.add(question);
          }
          if (new AdmissionReview(operation, resource, namespace, AdmissionReview.PLAIN)
              .refusal(policy)
              .isEmpty()) {
            accepted.add(question);
          }
        }
      }
    }
    assertEquals(String.join("\n", expected), String.join("\n", accepted));
  }

  /** A question to an authorizer. */
  private interface Question {
    void ask(String verb, String resource, String namespace);
  }

  private static void forEachQuestion(Question question) {
    List<String> resources = ApiResources.all();
    assertTrue(resources.size() > 100 && resources.contains("/serviceaccounts/token"));
    for (String resource : resources) {
      for (String namespace : namespaces()) {
        for (List<String> verbs : List.of(READ, WRITE, OTHER_VERBS)) {
          verbs.forEach(verb -> question.ask(verb, resource, namespace));
        }
      }
    }
  }

  private static List<String> namespaces() {
    List<String> namespaces = new ArrayList<>(OTHERS);
    namespaces.add(OWN);
    return namespaces;
  }

  private static boolean isPermitted(String verb, String resource, String namespace) {
    String[] parts = resource.split("/", 2);
    Predicate<Grant> permits =
        grant ->
            includes(List.of(grant.apiGroup()), parts[0])
                && includes(grant.resources(), parts[1])
                && includes(grant.verbs(), verb)
                && grant.names().isEmpty();
    return ArgoCdPermissions.everywhere(List.of(OWN)).stream().anyMatch(permits)
        || (namespace.equals(OWN) && ArgoCdPermissions.inNamespace().stream().anyMatch(permits));
  }

  private static boolean includes(Collection<String> permitted, String value) {
    return permitted.contains("*") || permitted.contains(value);
  }

  private static List<Grant> all() {
    List<Grant> all = new ArrayList<>(ArgoCdPermissions.everywhere(List.of(OWN)));
    all.addAll(ArgoCdPermissions.inNamespace());
    return all;
  }
}
