package dev.slipway.effects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.change.Effect;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Assertions that an update does what the comparison of plans reports. */
final class KeyEffectAssertions {
  private KeyEffectAssertions() {}

  static void assertUpDoesWhatThePlanReports(List<KeyEffect> effects) {
    for (KeyEffect effect : effects) {
      if (effect.changes().isPresent()) {
        assertRefusesWhatThePlanRefuses(effect);
      }
      if (effect.resources().isPresent()) {
        assertChangesTheServersOfThePlan(effect, effect.resources().get());
        assertKeepsServersAndPorts(effect, effect.resources().get());
      }
    }
  }

  /**
   * An update refuses exactly what the comparison of plans calls refused, by the answers of the
   * cloud and the cluster, or by the values in the state.
   */
  private static void assertRefusesWhatThePlanRefuses(KeyEffect effect) {
    boolean refuses =
        !effect.refusedByTheCloud().isEmpty() || !effect.refusedByTheState().isEmpty();
    assertEquals(effect.changes().orElseThrow().isRefused(), refuses, effect.sample().toString());
  }

  /** The servers that the plan lists are those that Pulumi creates, deletes and configures. */
  private static void assertChangesTheServersOfThePlan(
      KeyEffect effect, ResourceChanges resources) {
    String sample = effect.sample().toString();
    assertEquals(servers(effect, Effect::isApplied), resources.configuredServers(), sample);
    assertEquals(servers(effect, Effect.CREATED::equals), instances(resources.created()), sample);
    assertEquals(servers(effect, Effect.REMOVED::equals), instances(resources.deleted()), sample);
  }

  /** Whatever the edit: Pulumi neither replaces nor rebuilds a server, nor moves its port. */
  private static void assertKeepsServersAndPorts(KeyEffect effect, ResourceChanges resources) {
    Set<String> changed =
        resources.inputs().keySet().stream()
            .filter(
                name ->
                    name.startsWith("openstack:compute/instance")
                        || name.startsWith("openstack:networking/port"))
            .collect(Collectors.toSet());
    assertEquals(Set.of(), changed, effect.sample().toString());
  }

  private static Set<String> servers(KeyEffect effect, Predicate<Effect> which) {
    return effect.changes().orElseThrow().servers().stream()
        .filter(one -> which.test(one.effect()))
        .map(one -> one.server().name())
        .collect(Collectors.toSet());
  }

  private static Set<String> instances(Set<String> resources) {
    String type = "openstack:compute/instance:Instance ";
    return resources.stream()
        .filter(one -> one.startsWith(type))
        .map(one -> one.substring(type.length()))
        .collect(Collectors.toSet());
  }
}
