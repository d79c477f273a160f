package dev.slipway.components;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.test.Mocks.ResourceArgs;
import com.pulumi.test.TestResult;
import dev.slipway.Golden;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The resources and outputs of the programs of the shipped stacks. */
class StackProgramTest {
  private static final FleetPlan FLEET = FleetFixture.fleet();
  private static final ClusterPlan OSL2 = FleetFixture.cluster("staging-osl2");
  private static MockDeployment osl2;
  private static MockDeployment ops;
  private static TestResult osl2Result;

  @BeforeAll
  static void runPrograms() {
    osl2 = new MockDeployment();
    osl2Result = osl2.run(FLEET, OSL2).throwOnError();
    ops = DeploymentFixture.of(FLEET, "staging");
  }

  @Test
  void typesWithNamesAreUnique() {
    for (MockDeployment deployment : List.of(osl2, ops)) {
      List<String> names =
          deployment.registered().stream().map(one -> one.type + " " + one.name).toList();
      assertEquals(names.size(), Set.copyOf(names).size());
    }
  }

  /** A new name replaces the resource unless {@code ResourceAliases} has the former one. */
  @Test
  void namesAreAContract() {
    Map.of("staging", ops, "staging-osl2", osl2)
        .forEach(
            (stack, deployment) -> Golden.assertSame("names/" + stack + ".txt", names(deployment)));
  }

  @Test
  void everyPlannedRuleIsCreatedWithItsReason() {
    List<ResourceArgs> rules = of(osl2, "openstack:networking/secGroupRule:SecGroupRule");
    int planned =
        OSL2.securityGroups().stream().map(SecurityGroupPlan::rules).mapToInt(List::size).sum();
    assertEquals(planned, rules.size());
    nonEmpty(rules).forEach(rule -> assertTrue(rule.inputs.containsKey("description"), rule.name));
    rules.forEach(
        rule ->
            assertTrue(
                rule.inputs.containsKey("remoteIpPrefix")
                    != rule.inputs.containsKey("remoteGroupId"),
                rule.name));
  }

  @Test
  void groupsHaveNoDefaultRules() {
    List<ResourceArgs> groups = of(osl2, "openstack:networking/secGroup:SecGroup");
    assertEquals(OSL2.securityGroups().size(), groups.size());
    groups.forEach(group -> assertEquals(true, group.inputs.get("deleteDefaultRules")));
  }

  @Test
  void everyServerHasItsOwnPortGroupAndConfigDrive() {
    Set<String> servers = names(osl2, "openstack:compute/instance:Instance");
    Set<String> ports = names(osl2, "openstack:networking/port:Port");
    assertEquals(servers.stream().map(name -> name + "-port").collect(Collectors.toSet()), ports);
    assertEquals(OSL2.nodes().size() + 1, servers.size());
    of(osl2, "openstack:compute/instance:Instance")
        .forEach(server -> assertEquals(true, server.inputs.get("configDrive")));
    for (ResourceArgs port : of(osl2, "openstack:networking/port:Port")) {
      assertTrue(
          port.inputs.get("securityGroupIds") instanceof List<?> groups && groups.size() == 1,
          port.name);
      assertEquals(true, port.inputs.get("portSecurityEnabled"));
    }
  }

  @Test
  void poolsHaveBootVolumesAndServerGroups() {
    MockDeployment sto2 = allKeys();
    assertEquals(
        Set.of(
            "staging-sto2-control-plane",
            "staging-sto2-load-balancer",
            "staging-sto2-logs",
            "staging-sto2-logs-b"),
        names(sto2, "openstack:compute/serverGroup:ServerGroup"));
    Map<String, Object> sixth =
        of(sto2, "openstack:compute/instance:Instance").stream()
            .filter(server -> server.name.equals("staging-sto2-logs-6"))
            .findFirst()
            .orElseThrow()
            .inputs;
    assertTrue(String.valueOf(sixth.get("schedulerHints")).contains("staging-sto2-logs-b"));
    assertFalse(sixth.containsKey("imageName"));
    String disk = String.valueOf(sixth.get("blockDevices"));
    for (String part :
        List.of("volumeSize=100", "volumeType=capacity", "deleteOnTermination=true")) {
      assertTrue(disk.contains(part), disk);
    }
  }

  @Test
  void bothServersOfAPairMayUseTheVirtualIp() {
    MockDeployment sto2 = allKeys();
    List<ResourceArgs> ports = of(sto2, "openstack:networking/port:Port");
    List<String> allowedAddressPairs =
        ports.stream()
            .filter(port -> port.inputs.containsKey("allowedAddressPairs"))
            .map(port -> port.name + " " + port.inputs.get("allowedAddressPairs"))
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "staging-sto2-load-balancer-1-port [{ipAddress=10.41.32.10}]",
            "staging-sto2-load-balancer-2-port [{ipAddress=10.41.32.10}]"),
        allowedAddressPairs);
    assertEquals(
        "staging-sto2-endpoint-port-id",
        of(sto2, "openstack:networking/floatingIpAssociate:FloatingIpAssociate")
            .get(0)
            .inputs
            .get("portId"));
  }

  private static MockDeployment allKeys() {
    return DeploymentFixture.of(FleetFixture.allKeys(), "staging-sto2");
  }

  @Test
  void commandsThatReturnSecretsNeverLog() {
    List<ResourceArgs> commands = of(osl2, "command:local:Command");
    assertTrue(commands.size() > OSL2.nodes().size());
    for (ResourceArgs command : commands) {
      boolean hasNoSecretOutput = command.name.matches(".*-(node|bootstrap)");
      String logging = hasNoSecretOutput ? "stderr" : "none";
      assertEquals(logging, command.inputs.get("logging"), command.name);
    }
  }

  @Test
  void outputsAreAContract() {
    assertEquals(
        Set.of(
            "addresses",
            "apiServer",
            "argocdCertificateAuthority",
            "certificateAuthority",
            "certificateAuthorityPem",
            "kubeconfig",
            "opsCertificateAuthority",
            "securityGroups",
            "setOnce"),
        new TreeSet<>(osl2Result.outputs().keySet()));
  }

  @Test
  void kubernetesProviderHasNoSecretAndTheSameInputsAtEachRun() {
    ResourceArgs provider = kubernetes(osl2, "staging-osl2-kubernetes");
    String kubeconfig = String.valueOf(provider.inputs.get("kubeconfig"));
    assertTrue(kubeconfig.contains("\"exec\""), kubeconfig);
    assertFalse(kubeconfig.contains("client-key-data"), kubeconfig);
    assertEquals("staging-osl2", provider.inputs.get("clusterIdentifier"));
    MockDeployment later = new MockDeployment();
    later.run(FLEET, OSL2).throwOnError();
    assertEquals(provider.inputs, kubernetes(later, "staging-osl2-kubernetes").inputs);
  }

  /** The option also acts on a refresh. */
  @Test
  void objectsOfAnApiServerThatDoesNotAnswerStayInTheState() {
    assertFalse(
        kubernetes(osl2, "staging-osl2-kubernetes").inputs.containsKey("deleteUnreachable"));
    assertFalse(kubernetes(ops, "staging-kubernetes").inputs.containsKey("deleteUnreachable"));
  }

  private static ResourceArgs kubernetes(MockDeployment deployment, String name) {
    return of(deployment, "pulumi:providers:kubernetes").stream()
        .filter(one -> one.name.equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void opsStackIsReferencedInTheOrganizationOfTheProgram() {
    assertEquals(
        "organization/slipway/staging",
        of(osl2, "pulumi:pulumi:StackReference").get(0).inputs.get("name"));
  }

  @Test
  void opsClusterInstallsArgoCdAndRegistersClusters() {
    assertTrue(names(ops, "command:local:Command").contains("staging-ops-argocd-release"));
    assertTrue(
        names(osl2, "command:local:Command").stream().noneMatch(name -> name.contains("argocd")));
    assertEquals(
        Set.of(
            "staging-ops-argocd-cluster-staging-osl2-secret",
            "staging-ops-argocd-cluster-staging-sto2-secret"),
        names(ops, "kubernetes:core/v1:Secret"));
    assertEquals(Set.of(), names(osl2, "kubernetes:core/v1:Secret"));
  }

  @Test
  void auditorsHaveReadOnlyRoles() {
    Map<String, Object> bindings =
        of(osl2, "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding").stream()
            .filter(binding -> binding.name.contains("-rbac-auditor-"))
            .collect(
                Collectors.toMap(
                    binding -> binding.name, binding -> binding.inputs.get("roleRef")));
    assertEquals(3, bindings.size());
    bindings.forEach((name, role) -> assertTrue(!role.toString().contains("admin"), name));
  }

  /** No user of Zitadel has a name without the prefix, so no binding includes another user. */
  @Test
  void rolesAreBoundToGroupsOfZitadelOnly() {
    List<Object> subjects =
        osl2.registered().stream()
            .filter(one -> one.name.contains("-management-rbac-"))
            .flatMap(one -> ((List<?>) one.inputs.getOrDefault("subjects", List.of())).stream())
            .map(Object.class::cast)
            .toList();
    assertEquals(9, subjects.size());
    for (Object subject : subjects) {
      Map<?, ?> fields = (Map<?, ?>) subject;
      assertEquals("Group", fields.get("kind"));
      assertTrue(String.valueOf(fields.get("name")).startsWith("zitadel:"), subject.toString());
    }
  }

  private static List<ResourceArgs> of(MockDeployment deployment, String type) {
    return deployment.registered().stream().filter(one -> one.type.equals(type)).toList();
  }

  private static String names(MockDeployment deployment) {
    return deployment.registered().stream()
        .map(one -> one.type + " " + one.name + "\n")
        .sorted()
        .collect(Collectors.joining());
  }

  private static Set<String> names(MockDeployment deployment, String type) {
    return of(deployment, type).stream().map(one -> one.name).collect(Collectors.toSet());
  }
}
