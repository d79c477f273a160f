package dev.slipway.plan.gitops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.plan.gitops.AdmissionPolicy.Rule;
import dev.slipway.testing.ArgoCdRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the policy, evaluated for the pods and objects of the lab's chains. */
class ArgoCdAdmissionTest {
  private static final AdmissionPolicy POLICY = ArgoCdAdmission.of(List.of("site"));
  private static final String PODS = "a pod of Argo CD ";

  static Stream<ArgoCdRequest> chains() {
    return ArgoCdRequest.chains().stream().filter(one -> one.workload().isPresent());
  }

  static Stream<ArgoCdRequest> accepted() {
    return ArgoCdRequest.accepted().stream().filter(one -> one.workload().isPresent());
  }

  static Stream<Rule> podRules() {
    return POLICY.rules().stream().filter(rule -> rule.message().startsWith(PODS));
  }

  @ParameterizedTest
  @MethodSource("chains")
  void refusesPod(ArgoCdRequest chain) {
    assertTrue(refusal(chain, POLICY).orElse("accepted").startsWith(PODS));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void acceptsPod(ArgoCdRequest request) {
    assertEquals(Optional.empty(), refusal(request, POLICY));
  }

  /** Without the rule, one of the chains would be accepted. */
  @ParameterizedTest
  @MethodSource("podRules")
  void needsEachRule(Rule rule) {
    List<Rule> others = POLICY.rules().stream().filter(one -> !one.equals(rule)).toList();
    assertTrue(chains().anyMatch(chain -> refusal(chain, with(others)).isEmpty()), rule.message());
  }

  private static AdmissionPolicy with(List<Rule> rules) {
    return new AdmissionPolicy("x", List.of(), POLICY.variables(), rules);
  }

  @Test
  void refusesEveryServiceButClusterIp() {
    assertEquals(Optional.empty(), service(Map.of("type", "ClusterIP")));
    for (String type : List.of("NodePort", "LoadBalancer", "ExternalName")) {
      assertTrue(service(Map.of("type", type)).isPresent(), type);
    }
    assertTrue(
        service(Map.of("type", "ClusterIP", "externalIPs", List.of("198.51.100.34"))).isPresent());
  }

  private static Optional<String> service(Map<String, Object> spec) {
    return new AdmissionReview("CREATE", "/services", "site", Map.of("spec", spec)).refusal(POLICY);
  }

  @Test
  void refusesAnyChangeOfLabelsOfNamespace() {
    Map<String, Object> restricted = namespace(Map.of("enforce", "restricted"));
    for (Map<String, String> labels :
        List.<Map<String, String>>of(
            Map.of("enforce", "baseline"),
            Map.of(),
            Map.of("enforce", "restricted", "team", "a"))) {
      assertTrue(
          AdmissionReview.update("/namespaces", restricted, namespace(labels))
              .refusal(POLICY)
              .isPresent());
    }
    assertEquals(
        Optional.empty(),
        AdmissionReview.update("/namespaces", restricted, restricted).refusal(POLICY));
  }

  private static Map<String, Object> namespace(Map<String, String> labels) {
    return Map.of("metadata", Map.of("labels", labels));
  }

  private static Optional<String> refusal(ArgoCdRequest request, AdmissionPolicy policy) {
    Object object = new ObjectMapper().convertValue(request.object().orElseThrow(), Object.class);
    return new AdmissionReview("CREATE", request.workload().orElseThrow(), "site", object)
        .refusal(policy);
  }
}
