package dev.slipway.evidence.model;

import dev.slipway.document.Json;
import dev.slipway.plan.cluster.MachineConfigPatches;
import dev.slipway.plan.identity.ArgoCdTokenPolicy;
import dev.slipway.plan.identity.Role;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one Kubernetes API server, read from the machine config of its control plane.
 *
 * @param authentication the AuthenticationConfiguration document
 * @param auditPolicy the audit Policy document
 * @param argocd the only issuer that may be none of users: the planned one for Argo CD's tokens
 */
public record ApiServerConfig(
    DocumentNode authentication, DocumentNode auditPolicy, Optional<Map<String, Object>> argocd) {
  private static final DocumentNode NONE = new DocumentNode(null);
  private static final String MFA_RULE =
      "has(claims.amr) && type(claims.amr) == list"
          + " && dyn(claims.amr).all(item, type(item) == string)"
          + " && 'mfa' in dyn(claims.amr)";
  private static final String VERIFIED_EMAIL_RULE =
      "has(claims.email_verified) && type(claims.email_verified) == bool"
          + " && claims.email_verified";
  private static final String EMAIL_USERNAME = "'" + Role.PREFIX + "' + claims.email";

  /** Reads the machine config that a control plane is planned with. */
  public static ApiServerConfig of(ClusterPlan cluster, ServerPlan controlPlane) {
    return of(
        MachineConfigPatches.patches(cluster, controlPlane),
        cluster.trustedIssuer().map(ArgoCdTokenPolicy::authenticator));
  }

  /** Reads the documents of a machine config, for Talos before 1.14 or since. */
  static ApiServerConfig of(
      List<Map<String, Object>> patches, Optional<Map<String, Object>> argocd) {
    List<DocumentNode> documents = patches.stream().<DocumentNode>map(DocumentNode::new).toList();
    DocumentNode v1alpha1 =
        documents.stream().filter(one -> one.at("kind").value() == null).findFirst().orElse(NONE);
    return new ApiServerConfig(
        configuration(documents, "KubeAuthenticationConfig")
            .orElseGet(() -> authenticationFile(v1alpha1)),
        configuration(documents, "KubeAuditPolicyConfig")
            .orElseGet(() -> v1alpha1.at("cluster", "apiServer", "auditPolicy")),
        argocd);
  }

  /** Returns the configuration in the document of a kind: Talos 1.14 and later. */
  private static Optional<DocumentNode> configuration(List<DocumentNode> documents, String kind) {
    return documents.stream()
        .filter(one -> one.at("kind").is(kind))
        .findFirst()
        .map(one -> one.at("configuration"));
  }

  /**
   * Returns the content of the file that the API server's argument names: Talos before 1.14. The
   * argument contains the path in the container; the volume maps it to a path on the node.
   */
  private static DocumentNode authenticationFile(DocumentNode v1alpha1) {
    DocumentNode server = v1alpha1.at("cluster", "apiServer");
    String argument = server.at("extraArgs", "authentication-config").text();
    List<String> paths =
        server.at("extraVolumes").elements().stream()
            .filter(volume -> argument.startsWith(volume.at("mountPath").text() + "/"))
            .map(volume -> volume.at("hostPath").text() + afterMount(argument, volume))
            .toList();
    return v1alpha1.at("machine", "files").elements().stream()
        .filter(file -> paths.contains(file.at("path").text()))
        .findFirst()
        .map(file -> new DocumentNode(Json.read(file.at("content").text(), Map.class)))
        .orElse(NONE);
  }

  private static String afterMount(String argument, DocumentNode volume) {
    return argument.substring(volume.at("mountPath").text().length());
  }

  /**
   * Returns whether tokens of users without {@code mfa} among their authentication methods are
   * refused.
   */
  public boolean requiresSecondFactor() {
    return !issuers().isEmpty() && issuers().stream().allMatch(one -> hasRule(one, MFA_RULE));
  }

  /**
   * Returns whether the only issuer of users, project and applications are those of {@code
   * identity}, and the user name is the verified e-mail address.
   */
  public boolean identifiesUsersByEmail(ClusterPlan.Identity identity) {
    return issuers().size() == 1
        && issuers().stream()
            .allMatch(
                one ->
                    one.at("issuer", "url").is(identity.issuer().toString())
                        && one.at("issuer", "audiences").is(List.of(identity.audience()))
                        && one.at("claimMappings", "username", "expression").is(EMAIL_USERNAME)
                        && hasRule(one, VERIFIED_EMAIL_RULE)
                        && hasRule(one, clientRule(identity)));
  }

  private static String clientRule(ClusterPlan.Identity identity) {
    return "has(claims.azp) && type(claims.azp) == string && claims.azp in ['%s']"
        .formatted(String.join("', '", identity.clients()));
  }

  /** Returns whether the audit policy has exactly one rule: level Metadata for every request. */
  public boolean recordsEveryRequest() {
    return auditPolicy.at("kind").is("Policy")
        && auditPolicy.at("rules").is(List.of(Map.of("level", "Metadata")))
        && auditPolicy.at("omitStages").is(List.of("RequestReceived"));
  }

  /** Returns the issuers but the one for Argo CD, which must be equal to the planned one. */
  private List<DocumentNode> issuers() {
    return authentication.at("jwt").elements().stream()
        .filter(one -> argocd.isEmpty() || !one.is(argocd.get()))
        .toList();
  }

  private static boolean hasRule(DocumentNode issuer, String expression) {
    return issuer.at("claimValidationRules").elements().stream()
        .anyMatch(rule -> rule.at("expression").is(expression));
  }
}
