package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.slipway.value.DnsLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The resources of stacks that version 0.1 created: Pulumi deletes those that a program leaves out.
 * The files in {@code names/version-0.1} are the golden files of that version and never change.
 */
class FormerNamesTest {
  private static final Path NAMES = Path.of("src/test/resources/names");

  /** Commands that only returned something: their deletion calls no script. */
  private static final Set<String> COMMANDS =
      Set.of(
          "command:local:Command %s-healthy",
          "command:local:Command %s-kubeconfig",
          "command:local:Command %s-members",
          "command:local:Command %s-talos-talosconfig");

  /** Argo CD's objects, which {@code FormerArgoCdObjects} retains. */
  private static final Set<String> ARGOCD =
      Set.of(
          "kubernetes:core/v1:ConfigMapPatch %s-ops-argocd-argocd-cm",
          "kubernetes:core/v1:ConfigMapPatch %s-ops-argocd-argocd-rbac-cm",
          "kubernetes:yaml/v2:ConfigGroup %s-ops-argocd-release");

  /**
   * The account by which clusters registered, and with which their stacks delete that; adr/0034.
   */
  private static final Set<String> REGISTRAR =
      Set.of(
          "kubernetes:core/v1:Secret %s-ops-argocd-registrar-token",
          "kubernetes:core/v1:ServiceAccount %s-ops-argocd-registrar-account",
          "kubernetes:rbac.authorization.k8s.io/v1:Role %s-ops-argocd-registrar-role",
          "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding %s-ops-argocd-registrar-binding",
          "slipway:identity:MachineAccount %s-ops-argocd-registrar");

  /** The registration of a cluster by its own stack, and Argo CD's account in the cluster. */
  private static final Set<String> REGISTRATION =
      Set.of(
          "kubernetes:core/v1:Namespace %s-management-registration-namespace",
          "kubernetes:core/v1:Secret %s-management-registration-argocd-token",
          "kubernetes:core/v1:Secret %s-management-registration-secret",
          "kubernetes:core/v1:ServiceAccount %s-management-registration-argocd-account",
          "kubernetes:yaml/v2:ConfigGroup %s-management-registration-applications",
          "kubernetes:yaml/v2:ConfigGroup %s-management-registration-project",
          "pulumi:providers:kubernetes %s-management-ops-kubernetes",
          "slipway:identity:MachineAccount %s-management-registration-argocd");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "staging",
        "staging-osl2",
        "network-kinds/staging-cph1",
        "network-kinds/staging-hel1",
        "network-kinds/staging-oul1"
      })
  void nothingLeavesTheStateButCommandsArgoCdAndRegistrations(String file) throws IOException {
    String stack = file.substring(file.indexOf('/') + 1);
    Set<String> leaving = names("version-0.1/" + file);
    assertNotEquals(Set.of(), leaving);
    names(file).forEach(name -> leaving.removeAll(withFormer(stack, name)));
    Set<String> allowed = new HashSet<>(COMMANDS);
    allowed.addAll(stack.equals("staging") ? ARGOCD : REGISTRATION);
    allowed.addAll(stack.equals("staging") ? REGISTRAR : Set.of());
    Set<String> expected = new TreeSet<>();
    allowed.forEach(name -> expected.add(name.formatted(stack)));
    assertEquals(expected, leaving);
  }

  /** Returns a type with its name, and the type with each former name that is an alias. */
  private static Set<String> withFormer(String stack, String name) {
    String type = name.substring(0, name.indexOf(' ') + 1);
    Set<String> all = new HashSet<>(Set.of(name));
    new ResourceAliases(DnsLabel.parse(stack))
        .formerNames(name.substring(type.length()))
        .forEach(former -> all.add(type + former));
    return all;
  }

  private static Set<String> names(String file) throws IOException {
    return new TreeSet<>(Files.readAllLines(NAMES.resolve(file + ".txt")));
  }
}
