package dev.slipway.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values in the state of a stack, compared with a plan. */
class SetOnceTest {
  @TempDir private Path folder;

  @Test
  void acceptsTheSameValuesAndAStateWithoutThem() {
    ClusterPlan plan = StackFiles.shipped(folder).cluster("staging-osl2");
    assertEquals(List.of(), SetOnce.refusals(SetOnce.of(plan), plan));
    assertEquals(List.of(), SetOnce.refusals(Map.of(), plan));
  }

  @ParameterizedTest
  @CsvSource({
    "cidr: 10.41.16.0/24, cidr: 10.41.16.0/23, network.cidr",
    "address: 10.41.16.10, address: 10.41.16.9, endpoint.address",
    "kubernetes: 1.36.3, kubernetes: 1.36.4, kubernetes",
  })
  void refusesAnotherValue(String from, String to, String key) {
    StackFiles files = StackFiles.shipped(folder);
    Map<String, Object> state = new TreeMap<>(SetOnce.of(files.cluster("staging-osl2")));
    ClusterPlan after = files.with("staging-osl2", from, to).cluster("staging-osl2");
    assertEquals(List.of(key), SetOnce.refusals(state, after).stream().map(Refusal::what).toList());
  }

  /** Neutron would refuse an update that sets the address of the router. */
  @Test
  void refusesAFileWithoutTheIdsOfReservedResources() {
    StackFiles files = StackFiles.allKeys(folder);
    Map<String, String> state = SetOnce.of(files.cluster("staging-sto2"));
    files.withoutKey("staging-sto2", "network.routerId");
    files.withoutKey("staging-sto2", "endpoint.floatingIpId");
    assertEquals(
        List.of("network.routerId", "endpoint.floatingIpId"),
        SetOnce.refusals(state, files.cluster("staging-sto2")).stream()
            .map(Refusal::what)
            .sorted(Comparator.reverseOrder())
            .toList());
  }

  /** Talos encrypts a disk only when it formats it. */
  @Test
  void refusesAnotherEncryptionOfDisks() {
    StackFiles files = StackFiles.shipped(folder);
    Map<String, String> state = SetOnce.of(files.cluster("staging-osl2"));
    files.with("staging-osl2", "\naccess:", "\ndiskEncryption: { kind: tpm }\naccess:");
    assertEquals(
        "diskEncryption: a value that is set once, tpm instead of none; only a new cluster can have"
            + " another value",
        SetOnce.refusals(state, files.cluster("staging-osl2")).get(0).toString());
  }

  /** A running load balancer takes no other interface, so an update must not send it one. */
  @Test
  void refusesAnotherInterfaceOfAPair() {
    StackFiles files = new StackFiles(folder).withFilesOf(Path.of("src/test/resources/all-keys"));
    Map<String, String> state = SetOnce.of(files.cluster("staging-sto2"));
    files.with("staging-sto2", "networkInterface: eth0", "networkInterface: eth1");
    assertEquals(
        "endpoint.networkInterface: a value that is set once, eth1 instead of eth0; only a new"
            + " cluster can have another value",
        SetOnce.refusals(state, files.cluster("staging-sto2")).get(0).toString());
  }
}
