package dev.slipway.onboarding;

import dev.slipway.config.Fleet;
import dev.slipway.config.StackConfig;
import dev.slipway.config.StackFile;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.StackKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a new datacenter's stack file says, where its sibling's says something of its own. */
public final class NewDatacenter {
  private final StackFile sibling;
  private final List<ValueChange> edits;

  private NewDatacenter(StackFile sibling, List<ValueChange> edits) {
    this.sibling = sibling;
    this.edits = edits;
  }

  /**
   * Chooses names, prefix and addresses.
   *
   * @param stack environment and datacenter, for example {@code production-got1}
   * @throws IllegalArgumentException if the sibling is of another kind or environment, or the stack
   *     is there already
   */
  public static NewDatacenter of(Fleet fleet, StackFile sibling, DnsLabel stack) {
    StackConfig config = sibling.config();
    String environment = config.environment().text();
    if (config.kind() != StackKind.MANAGEMENT_CLUSTER) {
      throw refusal(sibling.stack() + " is no Management Cluster; name one by --from");
    }
    if (!stack.text().startsWith(environment + "-")) {
      throw refusal(
          stack
              + " is not of environment "
              + environment
              + " as its sibling "
              + sibling.stack()
              + " is; expected "
              + environment
              + "-DATACENTER");
    }
    if (fleet.files().stream().anyMatch(file -> file.stack().equals(stack))) {
      throw refusal("there is a stack file for " + stack + " already");
    }
    DnsLabel datacenter = DnsLabel.parse(stack.text().substring(environment.length() + 1));
    return new NewDatacenter(sibling, edits(fleet, sibling, datacenter));
  }

  /** In the order of the sibling's lines. */
  public List<ValueChange> edits() {
    return edits;
  }

  /** The new file's text: the sibling's with other values, comments and order kept. */
  public String text(String siblingText) {
    List<String> lines = new ArrayList<>(List.of(siblingText.split("\n", -1)));
    for (ValueChange edit : edits) {
      int line = sibling.line(edit.path()) - 1;
      int value = lines.get(line).indexOf(edit.from(), lines.get(line).indexOf(':'));
      String before = lines.get(line).substring(0, value);
      String after = lines.get(line).substring(value + edit.from().length());
      lines.set(line, before + edit.to() + after);
    }
    return String.join("\n", lines);
  }

  private static List<ValueChange> edits(Fleet fleet, StackFile sibling, DnsLabel datacenter) {
    StackConfig config = sibling.config();
    AddressAllocator free = new AddressAllocator(fleet, sibling);
    IpPrefix old = config.network().cidr();
    IpPrefix prefix = free.prefix(old);
    IpAddress endpoint = prefix.address((int) old.indexOf(config.endpoint().address()));
    String cloud = config.cloud().text();
    String dnsName = config.endpoint().dnsName().toString();
    List<ValueChange> edits = new ArrayList<>();
    edits.add(new ValueChange("datacenter", config.datacenter().text(), datacenter.text()));
    edits.add(new ValueChange("cloud", cloud, renamed(cloud, config, datacenter)));
    edits.add(new ValueChange("network.cidr", old.toString(), prefix.toString()));
    edits.add(edit("endpoint.address", config.endpoint().address(), endpoint));
    edits.addAll(external(sibling, free));
    edits.add(new ValueChange("endpoint.dnsName", dnsName, renamed(dnsName, config, datacenter)));
    return edits.stream().sorted(Comparator.comparing(edit -> sibling.line(edit.path()))).toList();
  }

  private static List<ValueChange> external(StackFile sibling, AddressAllocator free) {
    Map<String, IpAddress> old = new TreeMap<>(sibling.externalAddresses());
    List<ValueChange> edits = new ArrayList<>();
    if (!old.isEmpty()) {
      Iterator<IpAddress> next = free.external(old.size()).iterator();
      old.forEach((key, address) -> edits.add(edit(key, address, next.next())));
    }
    return edits;
  }

  private static ValueChange edit(String path, IpAddress from, IpAddress to) {
    return new ValueChange(path, from.toString(), to.toString());
  }

  private static String renamed(String name, StackConfig sibling, DnsLabel datacenter) {
    return name.replaceAll("\\b" + sibling.datacenter() + "\\b", datacenter.text());
  }

  private static IllegalArgumentException refusal(String message) {
    return new IllegalArgumentException(message);
  }
}
