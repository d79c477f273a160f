package dev.slipway.reservation;

import dev.slipway.config.StackFile;
import dev.slipway.value.IpAddress;
import dev.slipway.value.NeutronId;
import dev.slipway.value.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compares the keys of one kind of resource in a stack file with the resources of the project. A
 * run that was killed left a resource without keys, or none.
 */
final class ReservationRules {
  private final ResourceKind kind;
  private final StackFile file;
  private final Optional<IpAddress> address;
  private final Optional<NeutronId> id;
  private final List<Reserved> all;
  private final List<Reserved> ofStack;
  private final List<Problem> problems = new ArrayList<>();

  /** Creates the rules; {@code all} are the resources of this kind in the project. */
  ReservationRules(ResourceKind kind, StackFile file, List<Reserved> all) {
    this.kind = kind;
    this.file = file;
    this.address = kind.address(file);
    this.id = kind.id(file);
    this.all = List.copyOf(all);
    this.ofStack = all.stream().filter(Reserved::isOfStack).toList();
  }

  /** Returns every problem. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * Returns the resource of an earlier run; empty if one must be created, or after a problem.
   *
   * @param isOnExternalNetwork whether a resource is on the external network of the file
   */
  Optional<Reserved> reserved(Predicate<Reserved> isOnExternalNetwork) {
    if (id.isPresent()) {
      Optional<Reserved> found = known(id.get());
      found.filter(one -> address.isEmpty()).ifPresent(one -> usable(one, isOnExternalNetwork));
      return found;
    }
    if (address.isPresent()) {
      return pinned(address.get());
    }
    if (ofStack.size() > 1) {
      report(
          kind.keys().id(),
          "is not set, and the project has %d %ss with %s \"%s\": %s; delete all but one: openstack %s delete ID"
              .formatted(
                  ofStack.size(),
                  kind.text(),
                  kind.marker(),
                  kind.markerOf(file),
                  ofStack.stream().map(this::text).collect(Collectors.joining(", ")),
                  kind.command()));
      return Optional.empty();
    }
    Optional<Reserved> found = ofStack.stream().findFirst();
    found.ifPresent(one -> usable(one, isOnExternalNetwork));
    return found;
  }

  /** The file has an id, usually with the address that an earlier run wrote. */
  private Optional<Reserved> known(NeutronId set) {
    Optional<Reserved> found = withId(set);
    if (found.isEmpty()) {
      report(
          kind.keys().id(),
          "\"%s\" is not a %s of the project; remove the keys of the reservation and reserve again: slipway reserve %3$s --release --yes && slipway reserve %3$s --yes"
              .formatted(set, kind.text(), file.stack()));
    } else if (address.isPresent() && !found.get().address().equals(address)) {
      report(
          kind.keys().address(),
          "\"%s\" is not the address of %s \"%s\", which has %s; set that, or remove both keys to reserve another"
              .formatted(address.get(), kind.keys().id(), set, found.get().addressText()));
    }
    return found;
  }

  /** The file has an address without an id: by hand, unless an earlier run reserved it. */
  private Optional<Reserved> pinned(IpAddress set) {
    Optional<Reserved> found =
        ofStack.stream()
            .filter(one -> one.address().equals(Optional.of(set)) && one.use().isEmpty())
            .findFirst();
    if (found.isEmpty()) {
      report(
          kind.keys().address(),
          "\"%s\" is set, and slipway reserve did not reserve it; keep it if the cloud lets the project choose addresses, or remove the key and run this again"
              .formatted(set));
    }
    return found;
  }

  private void usable(Reserved found, Predicate<Reserved> isOnExternalNetwork) {
    if (!isOnExternalNetwork.test(found)) {
      report(
          "network.externalNetwork",
          "is not the external network of %s %s, which an earlier run reserved; set the former network, or release it first: slipway reserve %s --release --yes"
              .formatted(kind.text(), text(found), file.stack()));
    } else if (found.address().isEmpty()) {
      report(
          kind.keys().address(),
          "cannot be set: %s %s has no single IPv4 address; use an external network with one IPv4 subnet per router"
              .formatted(kind.text(), found.id()));
    }
    found
        .use()
        .ifPresent(
            use ->
                report(
                    kind.keys().id(),
                    "cannot be set: %s %s is %s, so slipway reserve did not reserve it; delete it, or change its %s"
                        .formatted(kind.text(), text(found), use, kind.marker())));
  }

  /** Returns the resources that a release deletes; none that was not reserved. */
  List<Reserved> releasable() {
    if (id.isEmpty() && address.isPresent()) {
      return List.of();
    }
    List<Reserved> found = new ArrayList<>(ofStack);
    id.ifPresent(set -> found.removeIf(one -> !one.id().equals(set)));
    id.flatMap(this::withId)
        .filter(one -> !one.isOfStack())
        .ifPresent(
            one ->
                report(
                    kind.keys().id(),
                    "\"%s\" is a %s without %s \"%s\", so slipway reserve did not reserve it; remove the keys by hand"
                        .formatted(one.id(), kind.text(), kind.marker(), kind.markerOf(file))));
    found.forEach(
        one ->
            one.use()
                .ifPresent(
                    use ->
                        report(
                            kind.keys().id(),
                            "%s %s is %s; delete what uses it first: pulumi destroy --stack %s"
                                .formatted(kind.text(), text(one), use, file.stack()))));
    return found;
  }

  private Optional<Reserved> withId(NeutronId set) {
    return all.stream().filter(one -> one.id().equals(set)).findFirst();
  }

  private String text(Reserved one) {
    return "%s (%s)".formatted(one.addressText(), one.id());
  }

  private void report(String key, String message) {
    problems.add(file.problem(key, message));
  }
}
