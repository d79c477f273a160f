package dev.slipway.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The requests of docs/own-cloud.md to a cloud, compared with plans of the same size. */
class OwnCloudPageTest {
  private final String page;

  OwnCloudPageTest() throws IOException {
    page = Files.readString(Path.of("docs/own-cloud.md"));
  }

  private static Stream<ClusterPlan> clusters() {
    return Stream.of("staging", "staging-osl2").map(FleetFixture::cluster);
  }

  private int number(String what) {
    Matcher found = Pattern.compile("(\\d+) " + what).matcher(page);
    assertTrue(found.find(), what);
    return Integer.parseInt(found.group(1));
  }

  @Test
  void theQuotaIsEnough() {
    clusters().map(ResourceDemand::new).forEach(this::isEnoughFor);
  }

  private void isEnoughFor(ResourceDemand demand) {
    Map<String, Integer> neutron = demand.neutron();
    assertTrue(
        neutron.getOrDefault("security_group", 0) <= number("security groups"), neutron::toString);
    assertTrue(neutron.getOrDefault("security_group_rule", 0) <= number("security group rules"));
    assertTrue(neutron.getOrDefault("port", 0) <= number("ports"), neutron::toString);
    assertTrue(demand.serverGroups() <= number("server groups"));
    assertTrue(demand.serverGroupMembers() <= number("members"));
    Stream.of("network", "subnet", "router", "floatingip")
        .forEach(one -> assertEquals(1, neutron.get(one), one));
  }

  @Test
  void theTableHasTheServers() {
    List<Map<String, Integer>> flavors =
        clusters().map(plan -> new ResourceDemand(plan).flavors()).toList();
    assertEquals(
        List.of(
            Map.of("l2.c2r4.100", 1, "l2.c4r8.100", 3), Map.of("l2.c2r4.100", 1, "l2.c4r8.100", 5)),
        flavors);
    assertTrue(page.contains("| cores, memory | 14, 28 GiB | 22, 44 GiB |"));
  }

  @Test
  void theVersionsAreThoseOfTheShippedFiles() {
    clusters()
        .forEach(
            plan -> {
              assertTrue(page.contains("kubernetes: " + plan.kubernetes() + "\n"));
              assertTrue(page.contains("talos: " + plan.talos().version() + "\n"));
              assertTrue(page.contains("version: " + plan.cilium().version() + ","));
              assertTrue(page.contains("sha256: " + plan.cilium().sha256()));
              plan.argocd()
                  .ifPresent(
                      argocd -> assertTrue(page.contains(argocd.release().sha256().toString())));
            });
  }
}
