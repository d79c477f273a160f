package dev.slipway.reservation;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.config.AddressAssignment;
import dev.slipway.config.NetworkKind;
import dev.slipway.config.StackFile;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The router and the floating IP of a stack, with the addresses that Neutron gives them, before an
 * update imports them. A run that was killed is continued: what it created is found by its name or
 * description.
 */
public final class Reservation {
  private static final String SHARED =
      "is shared, and only network.kind project has a router and a floating IP to reserve; on a"
          + " shared network the cloud's operator reserves network.cidr (docs/adr/0006)";

  private final AddressAssignment file;
  private final StackFile stack;
  private final NeutronResources neutron;
  private final Map<ResourceKind, Optional<Reserved>> found = new EnumMap<>(ResourceKind.class);
  private final Map<ResourceKind, List<Reserved>> releasable = new EnumMap<>(ResourceKind.class);

  private Reservation(AddressAssignment file, OpenStackClient cloud) {
    this.file = file;
    this.stack = file.stack();
    if (stack.config().network().kind() == NetworkKind.SHARED) {
      orRefuse(List.of(stack.problem("network.kind", SHARED)));
    }
    this.neutron = new NeutronResources(cloud, stack);
  }

  /**
   * Returns what must be reserved.
   *
   * @throws InvalidFleetException with every problem, before anything is created
   */
  public static Reservation of(AddressAssignment file, OpenStackClient cloud) {
    Reservation reservation = new Reservation(file, cloud);
    List<Problem> problems = new ArrayList<>();
    for (ResourceKind kind : ResourceKind.values()) {
      ReservationRules rules = reservation.rules(kind);
      reservation.found.put(kind, rules.reserved(reservation.neutron::isOnExternalNetwork));
      problems.addAll(rules.problems());
    }
    return reservation.orRefuse(problems);
  }

  /**
   * Returns what can be released.
   *
   * @throws InvalidFleetException with every problem, before anything is deleted
   */
  public static Reservation toRelease(AddressAssignment file, OpenStackClient cloud) {
    Reservation reservation = new Reservation(file, cloud);
    List<Problem> problems = new ArrayList<>();
    for (ResourceKind kind : ResourceKind.values()) {
      ReservationRules rules = reservation.rules(kind);
      reservation.releasable.put(kind, rules.releasable());
      problems.addAll(rules.problems());
    }
    return reservation.orRefuse(problems);
  }

  /** Returns the resources that do not exist yet, for messages. */
  public List<String> missing() {
    return found.entrySet().stream()
        .filter(entry -> entry.getValue().isEmpty())
        .map(entry -> entry.getKey().text())
        .toList();
  }

  /** Creates what does not exist, reports each, and adds all addresses and ids to the file. */
  public void reserve(Consumer<String> reports) {
    found.forEach(
        (kind, present) -> {
          Reserved reserved = present.orElseGet(() -> create(kind, reports));
          file.add(kind.keys(), reserved.address().orElseThrow(), reserved.id());
        });
  }

  /** Returns the resources that a release deletes, for messages. */
  public List<String> reserved() {
    List<String> texts = new ArrayList<>();
    releasable.forEach((kind, all) -> all.forEach(one -> texts.add(text(kind, one))));
    return texts;
  }

  /** Deletes the resources, reports each, and removes their addresses and ids from the file. */
  public void release(Consumer<String> reports) {
    releasable.forEach(
        (kind, all) ->
            all.forEach(
                one -> {
                  neutron.delete(kind, one);
                  reports.accept("deleted: " + text(kind, one));
                }));
    for (ResourceKind kind : ResourceKind.values()) {
      if (kind.id(stack).isPresent()) {
        file.remove(kind.keys());
      }
    }
  }

  /** Another run could have created one at the same time, so the project is read again. */
  private Reserved create(ResourceKind kind, Consumer<String> reports) {
    neutron.create(kind);
    ReservationRules rules = rules(kind);
    Optional<Reserved> created = rules.reserved(neutron::isOnExternalNetwork);
    orRefuse(rules.problems());
    Reserved reserved =
        created.orElseThrow(
            () ->
                new CloudException(
                    "Neutron does not list the %s that it created".formatted(kind.text())));
    reports.accept("created: " + text(kind, reserved));
    return reserved;
  }

  private ReservationRules rules(ResourceKind kind) {
    return new ReservationRules(kind, stack, neutron.list(kind));
  }

  private Reservation orRefuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidFleetException(problems);
    }
    return this;
  }

  private static String text(ResourceKind kind, Reserved one) {
    return "%s %s (%s)".formatted(kind.text(), one.addressText(), one.id());
  }
}
