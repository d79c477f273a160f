package dev.slipway.plan.gitops;

import dev.slipway.value.IpPrefix;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Objects of the kind NetworkPolicy in Argo CD's namespace, and their parts. */
public final class NetworkPolicies {
  /** The begin of the names of Slipway's policies; those of Argo CD's release have others. */
  static final String PREFIX = "slipway-";

  /** The name of the policy that allows nothing. */
  public static final String DEFAULT_DENY = PREFIX + "default-deny";

  private NetworkPolicies() {}

  /** Returns the policy that denies each connection which no other policy allows. */
  static Map<String, Object> defaultDeny() {
    return policy(
        DEFAULT_DENY, Map.of("podSelector", Map.of(), "policyTypes", List.of("Ingress", "Egress")));
  }

  static Map<String, Object> policy(String name, Map<String, Object> spec) {
    return ArgoCdObject.of("networking.k8s.io/v1", "NetworkPolicy", name, spec);
  }

  /** Returns a rule for one prefix outside the cluster. */
  static Map<String, Object> toPrefix(IpPrefix prefix, Traffic traffic) {
    return Map.of(
        "to",
        List.of(Map.of("ipBlock", Map.of("cidr", prefix.toString()))),
        "ports",
        List.of(port(traffic)));
  }

  static Map<String, Object> port(Traffic traffic) {
    return Map.of(
        "port", traffic.first(), "protocol", traffic.protocol().text().toUpperCase(Locale.ROOT));
  }
}
