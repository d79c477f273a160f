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

/** A service account for another machine's use, with a token of its own and no rights yet. */
public final class ServiceAccountCredential extends Component {
  private final String account;
  private final Output<String> namespace;
  private final Output<Map<String, String>> data;

  /** What a client needs; all secret. */
  public record Credential(Output<String> token, Output<String> certificateAuthority) {}

  /** Makes {@code account} in {@code namespace}, once that is there. */
  public ServiceAccountCredential(
      String name, String account, Output<String> namespace, Component parent) {
    super("identity:MachineAccount", name, parent, List.of());
    this.account = account;
    this.namespace = namespace;
    ServiceAccount machine =
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
            child().dependsOn(machine).additionalSecretOutputs("data").build());
    this.data = token.data().asSecret();
    complete();
  }

  /** The account's token, and the CA of its API server in PEM. */
  public Credential credential() {
    return new Credential(
        data.applyValue(all -> decoded(all, "token")),
        data.applyValue(all -> decoded(all, "ca.crt")));
  }

  /** The account, for a binding. */
  public SubjectArgs subject() {
    return SubjectArgs.builder().kind("ServiceAccount").name(account).namespace(namespace).build();
  }

  private static String decoded(Map<String, String> data, String key) {
    byte[] bytes = Base64.getDecoder().decode(data.getOrDefault(key, ""));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
