package dev.slipway.evidence.model;

import dev.slipway.document.Json;
import dev.slipway.plan.cluster.MachineConfigPatches;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;

/** What the machine configuration of a control plane tells its API server, and what that means. */
public final class ApiServers {
  private ApiServers() {}

  /** The part of the machine configuration that all control planes of the cluster have alike. */
  public static Map<String, Object> document(ClusterPlan cluster) {
    return MachineConfigPatches.patches(cluster, cluster.controlPlane().get(0)).get(0);
  }

  /** The same as text. */
  public static String text(ClusterPlan cluster) {
    return Json.write(document(cluster));
  }

  /** Whether a token without {@code mfa} among its authentication methods is refused. */
  public static boolean asksForSecondFactor(String text) {
    return text.contains("'mfa' in dyn(claims.?amr");
  }

  /** Whether users are told apart by e-mail address, from that one issuer and client. */
  public static boolean knowsByEmail(ClusterPlan.Identity identity, String text) {
    String audience = Json.write(Json.write(List.of(identity.audience())));
    return text.contains("\\\"audiences\\\":" + audience.substring(1, audience.length() - 1))
        && text.contains("\\\"url\\\":\\\"" + identity.issuer() + "\\\"")
        && text.split("\\\\\"url\\\\\"", -1).length == 2
        && text.contains("+ claims.email\\\"");
  }

  /** Whether the audit policy is one rule, Metadata, for every request. */
  public static boolean recordsEverything(String text) {
    return text.contains("\"kind\":\"Policy\"")
        && text.contains("\"rules\":[{\"level\":\"Metadata\"}]");
  }
}
