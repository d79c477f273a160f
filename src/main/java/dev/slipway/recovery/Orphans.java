package dev.slipway.recovery;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.OpenStackClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Objects in the cloud that a killed update made and that no state knows. */
public final class Orphans {
  /** Nova ends a server within seconds; a hypervisor that is down never does. */
  private static final int LONGEST_WAIT_SECONDS = 300;

  private final OpenStackClient cloud;

  /** {@code cloud}: the stack's own project. */
  public Orphans(OpenStackClient cloud) {
    this.cloud = cloud;
  }

  /** One of them; {@code id} is the cloud's. */
  public record Orphan(PendingCreate pendingCreate, String id) {
    @Override
    public String toString() {
      return pendingCreate.type() + " " + pendingCreate.name() + " (" + id + ")";
    }
  }

  /** What the stack began to make, is there, and stands in no state; in the order to delete it. */
  public List<Orphan> of(StackState state) {
    Set<String> known = state.ids();
    List<Orphan> found = new ArrayList<>();
    for (PendingCreate asked : state.pendingCreates()) {
      CloudResourceLookup.of(asked.type())
          .ifPresent(
              trace ->
                  cloud.list(trace.service(), trace.path(asked), trace.key()).stream()
                      .filter(object -> trace.isOf(object, asked))
                      .map(object -> object.path("id").asText())
                      .filter(id -> !known.contains(id))
                      .forEach(id -> found.add(new Orphan(asked, id))));
    }
    return found.stream().distinct().sorted(Comparator.comparing(Orphans::trace)).toList();
  }

  /** Deletes one, and returns when it is gone. */
  public void delete(Orphan orphan) {
    CloudResourceLookup trace = trace(orphan);
    PendingCreate asked = orphan.pendingCreate();
    if (trace == CloudResourceLookup.ROUTER_INTERFACE) {
      // Neutron lets nobody delete a router's port but the router.
      cloud.put(
          trace.service(),
          "/routers/" + asked.input("routerId") + "/remove_router_interface",
          Map.of("subnet_id", asked.input("subnetId")));
      return;
    }
    String path = trace.path(asked) + "/" + orphan.id();
    await(orphan, () -> cloud.delete(trace.service(), path));
    await(orphan, () -> !cloud.has(trace.service(), path));
  }

  private static void await(Orphan orphan, BooleanSupplier done) {
    for (int i = 0; !done.getAsBoolean(); i++) {
      if (i == LONGEST_WAIT_SECONDS) {
        throw new CloudException(orphan + " is still there after " + i + " s; delete it by hand");
      }
      sleep();
    }
  }

  private static CloudResourceLookup trace(Orphan orphan) {
    return CloudResourceLookup.of(orphan.pendingCreate().type()).orElseThrow();
  }

  private static void sleep() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CloudException("interrupted while the cloud deletes");
    }
  }
}
