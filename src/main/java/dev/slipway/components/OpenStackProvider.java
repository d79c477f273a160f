package dev.slipway.components;

import com.pulumi.core.Output;
import com.pulumi.openstack.Provider;
import com.pulumi.openstack.ProviderArgs;
import dev.slipway.cloud.ApplicationCredential;
import dev.slipway.cloud.ApplicationCredential.CredentialId;
import dev.slipway.cloud.ApplicationCredential.CredentialName;
import dev.slipway.cloud.ApplicationCredential.UserId;
import dev.slipway.cloud.ApplicationCredential.UserName;
import dev.slipway.cloud.CloudsYamlEntry;
import dev.slipway.plan.model.ClusterPlan;

/**
 * The OpenStack provider of a stack. It gets every setting as an argument: what it reads by itself,
 * from clouds.yaml or the environment, can differ from what Slipway reads; docs/adr/0020.
 */
final class OpenStackProvider {
  /** Neutron returns 409 and 503 under load; without this the provider never retries. */
  private static final int RETRIES = 5;

  private OpenStackProvider() {}

  /** Creates the provider with the credential of {@code entry}. */
  static Provider create(ClusterPlan plan, CloudsYamlEntry entry) {
    ProviderArgs.Builder args =
        ProviderArgs.builder()
            .authUrl(entry.authUrl())
            .endpointType(entry.endpointInterface())
            .insecure(false)
            .allowReauth(true)
            .delayedAuth(true)
            .swauth(false)
            .maxRetries(RETRIES);
    entry.region().ifPresent(args::region);
    // The text instead of a path: the same on every computer.
    entry.caCertificates().ifPresent(args::cacertFile);
    credential(args, entry.credential());
    return new Provider(plan.name() + "-openstack", args.build());
  }

  private static void credential(ProviderArgs.Builder args, ApplicationCredential credential) {
    args.applicationCredentialSecret(Output.ofSecret(credential.secret()));
    if (credential.key() instanceof CredentialId one) {
      args.applicationCredentialId(one.id());
    } else if (credential.key() instanceof CredentialName one) {
      args.applicationCredentialName(one.name());
      if (one.user() instanceof UserId user) {
        args.userId(user.id());
      } else if (one.user() instanceof UserName user) {
        args.userName(user.name());
        user.domainId().ifPresent(args::userDomainId);
        user.domainName().ifPresent(args::userDomainName);
      }
    }
  }
}
