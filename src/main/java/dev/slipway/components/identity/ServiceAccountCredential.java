package dev.slipway.components.identity;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.core.v1.Secret;
import com.pulumi.kubernetes.core.v1.SecretArgs;
import com.pulumi.kubernetes.core.v1.ServiceAccount;
import com.pulumi.kubernetes.core.v1.ServiceAccountArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.SubjectArgs;
import dev.slipway.components.base.Component;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A service account with a token, for a program outside the cluster; it has no permissions yet. */
public final class ServiceAccountCredential extends Component {
  private final String account;
  private final Output<String> namespace;
  private final Output<Map<String, String>> data;

  /** The token and the CA of the API server, in PEM; secret. */
  public record Credential(Output<String> token, Output<String> certificateAuthority) {}

  /** Creates the account, and its token, in {@code namespace}. */
  public ServiceAccountCredential(
      String name, String account, Output<String> namespace, Component parent) {
    super("identity:MachineAccount", name, parent, List.of());
    this.account = account;
    this.namespace = namespace;
    ServiceAccount serviceAccount =
        new ServiceAccount(
            childName("account"),
            ServiceAccountArgs.builder()
                .metadata(ObjectMetaArgs.builder().name(account).namespace(namespace).build())
                .build(),
            child().build());
    Secret token =
        new Secret(
            childName("token"),
            SecretArgs.builder()
                .metadata(
                    ObjectMetaArgs.builder()
                        .name(account + "-token")
                        .namespace(namespace)
                        .annotations(Map.of("kubernetes.io/service-account.name", account))
                        .build())
                .type("kubernetes.io/service-account-token")
                .build(),
            child().dependsOn(serviceAccount).additionalSecretOutputs("data").build());
    this.data = token.data().asSecret();
    complete();
  }

  /** Returns the credential of the account. */
  public Credential credential() {
    return new Credential(
        data.applyValue(fields -> decode(fields, "token")),
        data.applyValue(fields -> decode(fields, "ca.crt")));
  }

  /** Returns the account as the subject of a binding. */
  public SubjectArgs subject() {
    return SubjectArgs.builder().kind("ServiceAccount").name(account).namespace(namespace).build();
  }

  private static String decode(Map<String, String> data, String key) {
    byte[] bytes = Base64.getDecoder().decode(data.getOrDefault(key, ""));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
