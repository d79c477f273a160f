package dev.slipway.plan.gitops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.plan.gitops.AdmissionPolicy.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rules for the namespace of the audit shipper, evaluated for the DaemonSet of gitops/. */
class AuditAdmissionTest {
  private static final AdmissionPolicy POLICY = AuditAdmission.shipper();
  private static final Path FILE = Path.of("gitops/apps/audit-shipper/base/daemonset.yaml");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Changes of the pod: each leaves the limits of the policy, by a JSON pointer and its value. */
  private static final List<Map.Entry<String, String>> CHANGES =
      List.of(
          Map.entry("/hostPID", "true"),
          Map.entry("/hostIPC", "true"),
          Map.entry("/nodeName", "node-1"),
          Map.entry("/serviceAccountName", "default"),
          Map.entry("/nodeSelector", "{}"),
          Map.entry("/tolerations", "[{operator: Exists}]"),
          Map.entry("/tolerations", "[{key: node.kubernetes.io/unschedulable}]"),
          Map.entry("/securityContext/runAsUser", "0"),
          Map.entry("/containers/0/securityContext/runAsUser", "0"),
          Map.entry("/priorityClassName", "system-node-critical"),
          Map.entry("/volumes/6/hostPath/path", "/"),
          Map.entry("/volumes/6/hostPath/path", "/var/log/audit"),
          Map.entry("/volumes/7/hostPath/path", "/var/lib"),
          Map.entry("/volumes/0", "{name: config, nfs: {server: 192.0.2.1, path: /}}"),
          Map.entry("/containers/0/volumeMounts/4/readOnly", "false"),
          Map.entry("/containers/0/securityContext/privileged", "true"),
          Map.entry("/containers/0/securityContext/capabilities/add", "[SYS_ADMIN]"),
          Map.entry("/containers/0/securityContext/capabilities/drop", "[KILL]"),
          Map.entry("/initContainers/0/securityContext/allowPrivilegeEscalation", "true"),
          Map.entry("/initContainers/0/securityContext", "{}"));

  static Stream<Map.Entry<String, String>> changes() {
    return CHANGES.stream();
  }

  static Stream<Rule> podRules() {
    return POLICY.rules().stream().filter(rule -> rule.message().startsWith("a pod of Argo CD"));
  }

  @Test
  void acceptsTheShippedDaemonSet() {
    assertEquals(Optional.empty(), refusal(daemonSet(), POLICY));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void refusesChange(Map.Entry<String, String> change) {
    assertTrue(refusal(changed(change), POLICY).isPresent());
  }

  /** Without the rule, one of the changes would be accepted. */
  @ParameterizedTest
  @MethodSource("podRules")
  void needsEachRule(Rule rule) {
    AdmissionPolicy others =
        new AdmissionPolicy(
            "x",
            List.of(),
            POLICY.variables(),
            POLICY.rules().stream().filter(one -> !one.equals(rule)).toList());
    assertTrue(changes().anyMatch(one -> refusal(changed(one), others).isEmpty()), rule.message());
  }

  @Test
  void refusesOtherNamesAndKinds() {
    Object plain = AdmissionReview.PLAIN;
    for (String resource : List.of("apps/deployments", "batch/jobs", "/secrets", "/services")) {
      assertTrue(refusal("CREATE", resource, AuditShipper.NAME, plain).isPresent(), resource);
    }
    assertTrue(refusal("CREATE", "apps/daemonsets", "other", daemonSet()).isPresent());
    assertTrue(refusal("DELETE", "apps/daemonsets", "other", plain).isPresent());
    assertEquals(Optional.empty(), refusal("CREATE", "/configmaps", "x", plain));
    assertTrue(refusal("UPDATE", "/configmaps", AuditShipper.SETTINGS, plain).isPresent());
    assertTrue(refusal("DELETE", "/configmaps", "kube-root-ca.crt", plain).isPresent());
    assertTrue(refusal("CREATE", "/configmaps/x", "x", plain).isPresent());
    assertTrue(refusal("CONNECT", "/configmaps", "x", plain).isPresent());
  }

  /** Argo CD of the Ops Cluster has all permissions there: only its policies limit it. */
  @Test
  void limitsTheLogStoreOnTheOpsCluster() {
    AdmissionPolicy policy = AuditAdmission.onOpsCluster().get(1);
    assertEquals(
        "request.userInfo.username == 'system:serviceaccount:argocd:argocd-application-controller'",
        policy.conditions().get(0).expression());
    ObjectNode store = daemonSet(Path.of("gitops/apps/audit-store/base/daemonset.yaml"));
    ObjectNode pod = (ObjectNode) store.at("/spec/template/spec");
    pod.putObject("nodeSelector").put("kubernetes.io/hostname", "staging-control-plane-1");
    assertEquals(Optional.empty(), refusal(store, AuditStore.NAME, policy));
    assertTrue(refusal(store, AuditShipper.NAME, policy).isPresent());
    pod.put("serviceAccountName", AuditShipper.NAME);
    assertTrue(refusal(store, AuditStore.NAME, policy).isPresent());
    pod.put("serviceAccountName", "default");
    ((ObjectNode) store.at("/spec/template/spec/volumes/0/hostPath")).put("path", "/");
    assertTrue(refusal(store, AuditStore.NAME, policy).isPresent());
  }

  /** Each request of Argo CD is subject to exactly one of the two policies. */
  @Test
  void dividesTheNamespacesWithTheOtherPolicy() {
    AdmissionPolicy other = ArgoCdAdmission.outsideAuditShipper(List.of("site"));
    assertEquals(ArgoCdAdmission.of(List.of("site")).rules(), other.rules());
    for (String namespace : List.of("", "site", "kube-system", AuditShipper.NAME)) {
      AdmissionReview request =
          new AdmissionReview("CREATE", "/configmaps", namespace, AdmissionReview.PLAIN);
      boolean isOwn = isTrue(request, POLICY.conditions().get(1));
      assertEquals(namespace.equals(AuditShipper.NAME), isOwn, namespace);
      assertEquals(!isOwn, isTrue(request, other.conditions().get(1)), namespace);
    }
    assertFalse(POLICY.name().equals(other.name()));
  }

  private static boolean isTrue(AdmissionReview request, AdmissionPolicy.Variable condition) {
    Rule rule = new Rule(condition.expression(), "false");
    return request.refusal(new AdmissionPolicy("x", List.of(), List.of(), List.of(rule))).isEmpty();
  }

  private static Optional<String> refusal(ObjectNode daemonSet, AdmissionPolicy policy) {
    return refusal(daemonSet, AuditShipper.NAME, policy);
  }

  private static Optional<String> refusal(
      ObjectNode daemonSet, String name, AdmissionPolicy policy) {
    return new AdmissionReview("CREATE", "apps/daemonsets", name, plain(daemonSet))
        .named(name)
        .refusal(policy);
  }

  private static Optional<String> refusal(
      String operation, String resource, String name, Object object) {
    return new AdmissionReview(operation, resource, AuditShipper.NAME, plain(object))
        .named(name)
        .refusal(POLICY);
  }

  private static Object plain(Object object) {
    return new ObjectMapper().convertValue(object, Object.class);
  }

  /** Jackson does not resolve aliases of YAML. */
  private static ObjectNode daemonSet() {
    return daemonSet(FILE);
  }

  private static ObjectNode daemonSet(Path file) {
    try {
      Object plain =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      return new ObjectMapper().valueToTree(plain);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static ObjectNode changed(Map.Entry<String, String> change) {
    ObjectNode daemonSet = daemonSet();
    int end = change.getKey().lastIndexOf('/');
    JsonNode parent = daemonSet.at("/spec/template/spec" + change.getKey().substring(0, end));
    String field = change.getKey().substring(end + 1);
    try {
      JsonNode value = YAML.readTree(change.getValue());
      if (parent instanceof ObjectNode object) {
        object.set(field, value);
      } else {
        ((ArrayNode) parent).set(Integer.parseInt(field), value);
      }
    } catch (IOException invalid) {
      throw new AssertionError(invalid);
    }
    return daemonSet;
  }
}
