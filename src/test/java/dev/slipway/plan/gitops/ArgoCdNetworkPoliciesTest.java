package dev.slipway.plan.gitops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import dev.slipway.value.HttpsUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The connections that Argo CD's pods may open: everything else is denied. */
class ArgoCdNetworkPoliciesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ClusterPlan OPS = FleetFixture.cluster("staging");
  private static final List<ClusterPlan> MANAGED =
      List.of(FleetFixture.cluster("staging-osl2"), FleetFixture.cluster("staging-sto2"));

  @Test
  void onlyTheApplicationControllerConnectsToManagementClusters() {
    assertEquals(
        Map.of(
            "argocd-application-controller",
            Set.of(
                "198.51.100.34/32 TCP 6443",
                "198.51.100.36/32 TCP 6443",
                "argocd-redis TCP 6379",
                "argocd-repo-server TCP 8081",
                "kube-apiserver TCP 6443",
                "kube-dns TCP 53",
                "kube-dns UDP 53"),
            "argocd-applicationset-controller",
            Set.of(
                "argocd-repo-server TCP 8081",
                "kube-apiserver TCP 6443",
                "kube-dns TCP 53",
                "kube-dns UDP 53"),
            "argocd-redis",
            Set.of("kube-apiserver TCP 6443"),
            "argocd-repo-server",
            Set.of(
                "0.0.0.0/0 TCP 443",
                "argocd-redis TCP 6379",
                "kube-dns TCP 53",
                "kube-dns UDP 53")),
        connections(OPS, MANAGED));
  }

  @Test
  void everyPodIsDeniedByDefault() {
    JsonNode policy = policies(OPS, MANAGED).get(6);
    assertEquals("NetworkPolicy slipway-default-deny argocd", identity(policy));
    assertEquals(
        "{\"podSelector\":{},\"policyTypes\":[\"Egress\",\"Ingress\"]}",
        sorted(policy.get("spec")));
  }

  @Test
  void gitIsReachedAtThePortOfItsUrl() {
    ArgoCdPlan argocd =
        RecordCopy.with(
            OPS.argocd().orElseThrow(),
            "repository",
            HttpsUrl.parse("https://git.example.net:8443/a"));
    ClusterPlan other = RecordCopy.with(OPS, "argocd", Optional.of(argocd));
    Set<String> allowed = connections(other, List.of()).get("argocd-repo-server");
    assertEquals(
        Set.of("0.0.0.0/0 TCP 8443", "argocd-redis TCP 6379", "kube-dns TCP 53", "kube-dns UDP 53"),
        allowed);
  }

  @Test
  void gitIsReachedInThePrefixesOfHttpsServersOnly() {
    Set<String> allowed =
        connections(FleetFixture.cluster("production"), List.of()).get("argocd-repo-server");
    assertEquals(
        Set.of(
            "198.51.100.16/28 TCP 443",
            "argocd-redis TCP 6379",
            "kube-dns TCP 53",
            "kube-dns UDP 53"),
        allowed);
  }

  @Test
  void withoutManagementClusterNoneIsReached() {
    Set<String> allowed = connections(OPS, List.of()).get("argocd-application-controller");
    assertEquals(
        Set.of(
            "argocd-redis TCP 6379",
            "argocd-repo-server TCP 8081",
            "kube-apiserver TCP 6443",
            "kube-dns TCP 53",
            "kube-dns UDP 53"),
        allowed);
  }

  /** The server-side apply of a name that another policy has would merge both. */
  @Test
  void namesAreUnique() {
    List<String> names =
        policies(OPS, MANAGED).stream().map(ArgoCdNetworkPoliciesTest::identity).toList();
    assertEquals(7, names.size());
    assertEquals(7, Set.copyOf(names).size(), names::toString);
  }

  private static List<JsonNode> policies(ClusterPlan ops, List<ClusterPlan> managed) {
    List<JsonNode> policies = new ArrayList<>();
    ArgoCdNetworkPolicies.all(ops, managed).forEach(one -> policies.add(JSON.valueToTree(one)));
    return policies;
  }

  private static String identity(JsonNode policy) {
    return "%s %s %s"
        .formatted(
            policy.get("kind").asText(),
            policy.at("/metadata/name").asText(),
            policy.at("/metadata/namespace").asText());
  }

  /** Returns what each pod may connect to, by its name. */
  private static Map<String, Set<String>> connections(ClusterPlan ops, List<ClusterPlan> managed) {
    Map<String, Set<String>> connections = new TreeMap<>();
    for (JsonNode policy : policies(ops, managed)) {
      JsonNode spec = policy.get("spec");
      JsonNode selector =
          spec.has("podSelector") ? spec.get("podSelector") : spec.get("endpointSelector");
      for (JsonNode name : selector.at("/matchExpressions/0/values")) {
        Set<String> of = connections.computeIfAbsent(name.asText(), key -> new TreeSet<>());
        spec.get("egress").forEach(rule -> of.addAll(texts(rule)));
      }
    }
    return connections;
  }

  private static Set<String> texts(JsonNode rule) {
    Set<String> texts = new TreeSet<>();
    JsonNode ports = rule.has("ports") ? rule.get("ports") : rule.at("/toPorts/0/ports");
    for (JsonNode port : ports) {
      String suffix = " " + port.get("protocol").asText() + " " + port.get("port").asText();
      texts.add(peer(rule) + suffix);
    }
    return texts;
  }

  private static String peer(JsonNode rule) {
    List<String> pointers =
        List.of(
            "/toEntities/0",
            "/to/0/ipBlock/cidr",
            "/to/0/podSelector/matchLabels/k8s-app",
            "/to/0/podSelector/matchExpressions/0/values/0");
    return pointers.stream()
        .map(rule::at)
        .filter(JsonNode::isValueNode)
        .findFirst()
        .orElseThrow()
        .asText();
  }

  private static String sorted(JsonNode node) {
    List<String> types = new ArrayList<>();
    node.get("policyTypes").forEach(type -> types.add("\"" + type.asText() + "\""));
    types.sort(null);
    return "{\"podSelector\":%s,\"policyTypes\":[%s]}"
        .formatted(node.get("podSelector"), String.join(",", types));
  }
}
