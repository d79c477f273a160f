package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.GlanceImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of running servers: by id where the stack file has one, else by name. */
class ServerImageGuardTest {
  private static final String STACK = "staging-osl2";
  private static final ClusterPlan PLAN = FleetFixture.cluster(STACK);
  private static final String NODE = "staging-osl2-control-plane-1";
  private static final String ID = FleetFixture.TALOS_ID;
  private static final String OTHER_ID = FleetFixture.UNKNOWN_ID;

  @TempDir private Path folder;

  /** The id was added to the stack file, or removed from it. */
  @Test
  void acceptsSameImageWithAndWithoutId() {
    assertEquals(List.of(), refusals(PLAN, NODE, ID, "talos-1.13.9"));
    assertEquals(List.of(), refusals(planWithoutId(), NODE, ID, "talos-1.13.9"));
  }

  @Test
  void acceptsImageThatWasRenamedInGlance() {
    assertEquals(List.of(), refusals(PLAN, NODE, ID, "talos-1.13.9-old"));
  }

  @Test
  void refusesOtherImageOfTheSameName() {
    assertEquals(
        List.of(
            "image: %s: talos-1.13.9@%s, planned: talos-1.13.9@%s; an update rebuilds no server: set it back to talos-1.13.9@%2$s"
                .formatted(NODE, OTHER_ID, ID)),
        refusals(PLAN, NODE, OTHER_ID, "talos-1.13.9"));
  }

  @Test
  void refusesOtherNameWithoutId() {
    assertEquals(
        List.of(
            "image: %s: old@%s, planned: talos-1.13.9; an update rebuilds no server: set it back to old@%2$s"
                .formatted(NODE, ID)),
        refusals(planWithoutId(), NODE, ID, "old"));
  }

  @Test
  void refusalNamesTheKeyOfTheRole() {
    String worker = "staging-osl2-general-1";
    assertEquals(
        List.of(
            "image or workers.general.image: %s: old@%s, planned: %s; an update rebuilds no server: set it back to old@%2$s"
                .formatted(worker, OTHER_ID, imageOf(worker))),
        refusals(PLAN, worker, OTHER_ID, "old"));
    String balancer = "staging-osl2-load-balancer-1";
    assertEquals(
        List.of(
            "endpoint.image: %s: old@%s, planned: %s; an update rebuilds no server: set it back to old@%2$s"
                .formatted(balancer, OTHER_ID, imageOf(balancer))),
        refusals(PLAN, balancer, OTHER_ID, "old"));
  }

  /** A lost control-plane node can only be created from an image that exists. */
  @Test
  void acceptsImageThatNoLongerExists() {
    LiveImage gone = new LiveImage(OTHER_ID, Optional.empty());
    assertEquals(List.of(), refusals(PLAN, NODE, gone));
    assertEquals(List.of(), refusals(planWithoutId(), NODE, gone));
  }

  private ClusterPlan planWithoutId() {
    return StackFiles.shipped(folder)
        .with(STACK, FleetFixture.TALOS, "talos-1.13.9")
        .cluster(STACK);
  }

  private static GlanceImage imageOf(String server) {
    return PLAN.servers().stream()
        .filter(one -> one.name().equals(server))
        .map(ServerPlan::pool)
        .findFirst()
        .orElseThrow()
        .image();
  }

  private static List<String> refusals(ClusterPlan plan, String server, String id, String name) {
    return refusals(plan, server, new LiveImage(id, Optional.of(name)));
  }

  private static List<String> refusals(ClusterPlan plan, String server, LiveImage image) {
    return ServerGuard.refusals(
            plan, LiveServerFixture.with(PLAN, server, "image", Optional.of(image)))
        .stream()
        .map(Refusal::toString)
        .toList();
  }
}
