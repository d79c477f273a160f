package dev.slipway.onboarding;

import dev.slipway.config.AddressKeys;
import dev.slipway.config.Fleet;
import dev.slipway.config.StackConfig;
import dev.slipway.config.StackFile;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Sha256;
import dev.slipway.value.StackKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The stack file of a new datacenter: a copy of a sibling's file with some values changed. */
public final class NewDatacenter {
  private final StackFile sibling;
  private final List<ValueChange> changes;

  private NewDatacenter(StackFile sibling, List<ValueChange> changes) {
    this.sibling = sibling;
    this.changes = changes;
  }

  /**
   * A value of the sibling's file that is different in the new one.
   *
   * @param path key path, for example {@code network.cidr}
   */
  public record ValueChange(String path, String from, String to) {
    private ValueChange(String path, IpAddress from, IpAddress to) {
      this(path, from.toString(), to.toString());
    }
  }

  /**
   * Chooses the names, prefix and addresses of the new stack.
   *
   * @param stack environment and datacenter, for example {@code production-got1}
   * @throws IllegalArgumentException if the sibling is of another kind or environment, or the stack
   *     already exists
   */
  public static NewDatacenter of(Fleet fleet, StackFile sibling, DnsLabel stack) {
    StackConfig config = sibling.config();
    String environment = config.environment().text();
    if (config.kind() != StackKind.MANAGEMENT_CLUSTER) {
      throw new IllegalArgumentException(
          "%s is not a Management Cluster; name one with --from".formatted(sibling.stack()));
    }
    if (!stack.text().startsWith(environment + "-")) {
      throw new IllegalArgumentException(
          "%s does not belong to environment %s of its sibling %s; expected %s-DATACENTER"
              .formatted(stack, environment, sibling.stack(), environment));
    }
    if (fleet.files().stream().anyMatch(file -> file.stack().equals(stack))) {
      throw new IllegalArgumentException(
          "stack %s already exists; choose another datacenter".formatted(stack));
    }
    DnsLabel datacenter = DnsLabel.parse(stack.text().substring(environment.length() + 1));
    return new NewDatacenter(sibling, changes(fleet, sibling, datacenter));
  }

  /** Returns the changed values in the order of the sibling's lines. */
  public List<ValueChange> changes() {
    return changes.stream().filter(change -> !isReserved(change.path())).toList();
  }

  /** Whether the sibling's addresses were reserved; the new file has none yet. */
  public boolean requiresReservation() {
    return Stream.of(AddressKeys.values()).anyMatch(keys -> isReserved(keys.address()));
  }

  private boolean isReserved(String path) {
    return Stream.of(AddressKeys.values())
        .anyMatch(keys -> keys.address().equals(path) && keys.isReservedIn(sibling));
  }

  /**
   * Returns the text of the new file, with the comments and the order of the sibling's text, and
   * without {@code project}: the new project has another id. Reserved addresses are left out too.
   */
  public String text(String siblingText) {
    return AddressKeys.withoutReserved(text(siblingText, List.of()));
  }

  /** Returns the text with an id that no project has, to check all other values of the file. */
  public String textForCheck(String siblingText, DnsLabel stack) {
    String id = Sha256.of(stack.text()).hex().substring(0, 32);
    List<String> project = List.of("project: { id: \"%s\" }".formatted(id));
    return AddressKeys.withoutIds(text(siblingText, project));
  }

  private String text(String siblingText, List<String> project) {
    List<String> lines = new ArrayList<>(List.of(siblingText.split("\n", -1)));
    for (ValueChange change : changes) {
      int index = sibling.line(change.path()) - 1;
      String line = lines.get(index);
      int start = line.indexOf(change.from(), line.indexOf(':'));
      String rest = line.substring(start + change.from().length());
      lines.set(index, line.substring(0, start) + change.to() + rest);
    }
    List<String> old = lines.subList(sibling.line("project") - 1, lastLineOfProject());
    old.clear();
    old.addAll(project);
    return String.join("\n", lines);
  }

  private int lastLineOfProject() {
    return Stream.of("project", "project.id", "project.region", "project.authUrl")
        .mapToInt(sibling::line)
        .max()
        .orElseThrow();
  }

  private static List<ValueChange> changes(Fleet fleet, StackFile sibling, DnsLabel datacenter) {
    StackConfig config = sibling.config();
    AddressAllocator allocator = new AddressAllocator(fleet, sibling);
    IpPrefix old = config.network().cidr();
    IpPrefix prefix = allocator.prefix(old);
    IpAddress endpoint = prefix.address((int) old.indexOf(config.endpoint().address()));
    String cloud = config.cloud().text();
    String dnsName = config.endpoint().dnsName().toString();
    List<ValueChange> changes = new ArrayList<>();
    changes.add(new ValueChange("datacenter", config.datacenter().text(), datacenter.text()));
    changes.add(new ValueChange("cloud", cloud, renamed(cloud, config, datacenter)));
    changes.add(new ValueChange("network.cidr", old.toString(), prefix.toString()));
    changes.add(new ValueChange("endpoint.address", config.endpoint().address(), endpoint));
    changes.addAll(external(sibling, allocator));
    changes.add(new ValueChange("endpoint.dnsName", dnsName, renamed(dnsName, config, datacenter)));
    return changes.stream()
        .sorted(Comparator.comparing(change -> sibling.line(change.path())))
        .toList();
  }

  private static List<ValueChange> external(StackFile sibling, AddressAllocator allocator) {
    Map<String, IpAddress> old = new TreeMap<>(sibling.externalAddresses());
    List<ValueChange> changes = new ArrayList<>();
    if (!old.isEmpty()) {
      Iterator<IpAddress> next = allocator.external(old.size()).iterator();
      old.forEach((key, address) -> changes.add(new ValueChange(key, address, next.next())));
    }
    return changes;
  }

  private static String renamed(String name, StackConfig sibling, DnsLabel datacenter) {
    return name.replaceAll("\\b" + sibling.datacenter() + "\\b", datacenter.text());
  }
}
