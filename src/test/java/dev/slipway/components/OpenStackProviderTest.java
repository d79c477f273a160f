package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.cloud.ApplicationCredential;
import dev.slipway.cloud.ApplicationCredential.CredentialName;
import dev.slipway.cloud.ApplicationCredential.User;
import dev.slipway.cloud.ApplicationCredential.UserId;
import dev.slipway.cloud.ApplicationCredential.UserName;
import dev.slipway.cloud.CloudsYamlEntry;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The OpenStack provider: every setting is an argument, under the name it always had. */
class OpenStackProviderTest {
  private static final ClusterPlan STACK = FleetFixture.cluster("staging-osl2");

  @Test
  void hasEverySettingThatTheEnvironmentWouldOtherwiseGive() {
    Map<String, Object> inputs = inputs(MockDeployment.ENTRY);
    assertEquals(
        Map.ofEntries(
            Map.entry("authUrl", "https://keystone.example.net/v3"),
            Map.entry("applicationCredentialId", "credential-id"),
            Map.entry("applicationCredentialSecret", "hidden"),
            Map.entry("region", "region"),
            Map.entry("endpointType", "public"),
            Map.entry("insecure", "false"),
            Map.entry("allowReauth", "true"),
            Map.entry("delayedAuth", "true"),
            Map.entry("swauth", "false"),
            Map.entry("maxRetries", "5")),
        inputs);
  }

  @Test
  void identifiesCredentialByNameAndUser() {
    Map<String, Object> byId = inputs(named(new UserId("user-id")));
    assertEquals("credential", byId.get("applicationCredentialName"));
    assertEquals("user-id", byId.get("userId"));
    Map<String, Object> byName =
        inputs(named(new UserName("deployer", Optional.of("domain"), Optional.of("Default"))));
    assertEquals("deployer", byName.get("userName"));
    assertEquals("domain", byName.get("userDomainId"));
    assertEquals("Default", byName.get("userDomainName"));
    assertEquals("text", byName.get("cacertFile"));
  }

  /** A provider under another name would replace every resource of the stack. */
  @Test
  void hasTheSameNameForEveryCredential() {
    assertEquals(
        "staging-osl2-openstack", provider(DeploymentFixture.of(FleetFixture.fleet(), STACK)).name);
  }

  private static CloudsYamlEntry named(User user) {
    return new CloudsYamlEntry(
        "c",
        "clouds.yaml:1",
        "https://keystone.example.net",
        new ApplicationCredential(new CredentialName("credential", user), "hidden"),
        Optional.empty(),
        "internal",
        Optional.of("text"));
  }

  private static Map<String, Object> inputs(CloudsYamlEntry entry) {
    MockDeployment deployment = new MockDeployment();
    deployment.run(STACK, context -> OpenStackProvider.create(STACK, entry)).throwOnError();
    ResourceArgs provider = provider(deployment);
    Map<String, Object> inputs = new TreeMap<>();
    provider.inputs.forEach(
        (key, value) -> inputs.put(key, String.valueOf(value).replaceFirst("\\.0$", "")));
    assertTrue(inputs.size() > 5, inputs.keySet() + "");
    return inputs;
  }

  private static ResourceArgs provider(MockDeployment deployment) {
    return deployment.registered().stream()
        .filter(one -> one.type.equals("pulumi:providers:openstack"))
        .findFirst()
        .orElseThrow();
  }
}
