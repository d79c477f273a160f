package dev.slipway.change;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import dev.slipway.value.TalosVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every value of every rendered document: a change of it is found, and none is a secret. */
class DocumentPathsTest {
  /** Fields of a machine config that contain secrets. Source: {@code bundle.go} of Talos. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(machine|cluster)\\.(token|secret|id|ca|acceptedCAs|aescbcEncryptionSecret"
              + "|secretboxEncryptionSecret|aggregatorCA|serviceAccount)\\b.*|cluster\\.etcd\\.ca.*");

  private static final Pattern SECRET_VALUE =
      Pattern.compile(
          "PRIVATE KEY|LS0tLS1CRUdJTi|BEGIN CERTIFICATE|\\b[a-z0-9]{6}\\.[a-z0-9]{16}\\b");

  private record Server(ClusterPlan cluster, ServerPlan server) {
    List<Map<String, Object>> documents() {
      return ServerDocuments.of(cluster, server);
    }
  }

  @Test
  void findsAChangeOfAnyValue() {
    for (Server server : nonEmpty(servers())) {
      List<Map<String, Object>> documents = server.documents();
      int values = 0;
      for (int i = 0; i < documents.size(); i++) {
        Map<String, Object> document = documents.get(i);
        for (Map<String, Object> mutant : mutants(document)) {
          List<Map<String, Object>> changed = new ArrayList<>(documents);
          changed.set(i, mutant);
          List<String> paths = DocumentPaths.changed(documents, changed);
          assertFalse(paths.isEmpty(), server.server().name() + " " + mutant);
          values++;
        }
      }
      assertTrue(values > 0, server.server().name());
    }
  }

  @Test
  void findsARemovedAndAnAddedDocument() {
    for (Server server : servers()) {
      List<Map<String, Object>> documents = server.documents();
      List<Map<String, Object>> fewer = documents.subList(0, documents.size() - 1);
      assertFalse(DocumentPaths.changed(documents, fewer).isEmpty());
      assertEquals(
          DocumentPaths.changed(documents, fewer), DocumentPaths.changed(fewer, documents));
      assertEquals(List.of(), DocumentPaths.changed(documents, List.copyOf(documents)));
    }
  }

  @Test
  void noValueIsASecret() {
    for (Server server : servers()) {
      DocumentPaths.changed(List.of(), server.documents())
          .forEach(path -> assertFalse(SECRET.matcher(path).matches(), path));
      String text = server.documents().toString();
      assertFalse(SECRET_VALUE.matcher(text).find(), text);
    }
    assertTrue(SECRET.matcher("machine.ca.key").matches());
    assertTrue(SECRET.matcher("cluster.token").matches());
    assertTrue(SECRET_VALUE.matcher("token: abcdef.0123456789abcdef").find());
  }

  /** Source: CanApplyImmediate of Talos 1.12. */
  @Test
  void rebootsForWhatTalosDoesNotApplyImmediately() {
    Stream.of(
            "machine.files",
            "machine.env.http_proxy",
            "machine.disks",
            "machine.udev.rules",
            "machine.type",
            "machine.token",
            "machine.features.rbac",
            "machine.nodeLabelsOfAnotherKind")
        .forEach(path -> assertTrue(RebootRule.needsReboot(path), path));
    Stream.of(
            "machine.time.servers",
            "machine.registries.mirrors.docker.io",
            "machine.features.kubePrism.port",
            "cluster.apiServer.extraArgs.anonymous-auth",
            "HostnameConfig.hostname",
            "NetworkRuleConfig.tcp-6443.ingress",
            "haproxy.cfg")
        .forEach(path -> assertFalse(RebootRule.needsReboot(path), path));
  }

  /** Returns the document, with one value changed in each copy; a list or text is one value. */
  private static List<Map<String, Object>> mutants(Map<String, Object> document) {
    List<Map<String, Object>> mutants = new ArrayList<>();
    document.forEach(
        (key, value) -> {
          List<Object> others =
              value instanceof Map<?, ?> inner && !inner.isEmpty()
                  ? List.copyOf(mutants(strings(inner)))
                  : List.of(value + " changed");
          others.forEach(
              other -> {
                Map<String, Object> mutant = new TreeMap<>(document);
                mutant.put(key, other);
                mutants.add(mutant);
              });
        });
    return mutants;
  }

  private static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> copy = new TreeMap<>();
    map.forEach((key, value) -> copy.put(key.toString(), value));
    return copy;
  }

  /** Returns the servers of every fixture, with both forms of the machine config. */
  private static List<Server> servers() {
    return Stream.of(FleetFixture.fleet(), FleetFixture.allKeys(), FleetFixture.networkKinds())
        .flatMap(fleet -> fleet.clusters().stream())
        .flatMap(
            cluster ->
                Stream.of(cluster, RecordCopy.with(cluster, "talos", TalosVersion.parse("1.14.1"))))
        .flatMap(cluster -> cluster.servers().stream().map(server -> new Server(cluster, server)))
        .toList();
  }
}
