package dev.slipway.recovery;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.OpenStackClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Objects that an interrupted update created in the cloud and did not record in the state. */
public final class Orphans {
  /** Nova deletes a server within seconds, unless its hypervisor is down. */
  private static final int TIMEOUT_SECONDS = 300;

  private final OpenStackClient cloud;

  /** Creates the search in the stack's project. */
  public Orphans(OpenStackClient cloud) {
    this.cloud = cloud;
  }

  /** An object in the cloud with its id there. */
  public record Orphan(PendingCreate pendingCreate, String id) {
    @Override
    public String toString() {
      return pendingCreate.type() + " " + pendingCreate.name() + " (" + id + ")";
    }
  }

  /** Returns the orphans of a stack, in the order in which they can be deleted. */
  public List<Orphan> of(StackState state) {
    Set<String> known = state.ids();
    List<Orphan> found = new ArrayList<>();
    for (PendingCreate create : state.pendingCreates()) {
      CloudResourceLookup.of(create.type())
          .ifPresent(
              lookup ->
                  cloud.list(lookup.service(), lookup.path(create), lookup.key()).stream()
                      .filter(object -> lookup.matches(object, create))
                      .map(object -> object.path("id").asText())
                      .filter(id -> !known.contains(id))
                      .forEach(id -> found.add(new Orphan(create, id))));
    }
    return found.stream().distinct().sorted(Comparator.comparing(Orphans::lookup)).toList();
  }

  /** Deletes an orphan and waits until it no longer exists. */
  public void delete(Orphan orphan) {
    CloudResourceLookup lookup = lookup(orphan);
    PendingCreate create = orphan.pendingCreate();
    if (lookup == CloudResourceLookup.ROUTER_INTERFACE) {
      // Neutron refuses to delete the port of a router by itself.
      cloud.put(
          lookup.service(),
          "/routers/" + create.input("routerId") + "/remove_router_interface",
          Map.of("subnet_id", create.input("subnetId")));
      return;
    }
    String path = lookup.path(create) + "/" + orphan.id();
    await(orphan, () -> cloud.delete(lookup.service(), path));
    await(orphan, () -> !cloud.has(lookup.service(), path));
  }

  private static void await(Orphan orphan, BooleanSupplier done) {
    for (int i = 0; !done.getAsBoolean(); i++) {
      if (i == TIMEOUT_SECONDS) {
        throw new CloudException(
            "%s still exists after %d s; delete it by hand".formatted(orphan, i));
      }
      sleep();
    }
  }

  private static CloudResourceLookup lookup(Orphan orphan) {
    return CloudResourceLookup.of(orphan.pendingCreate().type()).orElseThrow();
  }

  private static void sleep() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CloudException("interrupted while waiting for a deletion in the cloud");
    }
  }
}
