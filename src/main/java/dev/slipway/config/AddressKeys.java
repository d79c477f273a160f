package dev.slipway.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The keys of a resource that gets its address from Neutron: the address, and the resource's id.
 */
public enum AddressKeys {
  /** The router of a project's network. */
  ROUTER("network", "externalNetwork", "routerExternalIp", "routerId"),
  /** The floating IP of the endpoint. */
  FLOATING_IP("endpoint", "address", "floatingIp", "floatingIpId");

  private final String group;
  private final String previous;
  private final String address;
  private final String id;

  /** Creates the keys; a file gets them after {@code previous}, which each file has. */
  AddressKeys(String group, String previous, String address, String id) {
    this.group = group;
    this.previous = previous;
    this.address = address;
    this.id = id;
  }

  /** Returns the key of the address. */
  public String address() {
    return group + "." + address;
  }

  /** Returns the key of the id. */
  public String id() {
    return group + "." + id;
  }

  /** Returns the keys of all addresses. */
  static Set<String> addresses() {
    return Arrays.stream(values()).map(AddressKeys::address).collect(Collectors.toSet());
  }

  /** Returns the keys that a file has without a value. */
  static List<String> withoutValue(ComposedFile file) {
    return Arrays.stream(values())
        .flatMap(
            keys ->
                Stream.of(keys.address, keys.id)
                    .filter(key -> keys.isNull(file, key))
                    .map(key -> keys.group + "." + key))
        .toList();
  }

  private boolean isNull(ComposedFile file, String key) {
    Node node = file.node(group, key);
    return node != null && node.getTag().equals(Tag.NULL);
  }

  /** Returns the text of a file without the keys of what was reserved for its stack. */
  public static String withoutReserved(String text) {
    ComposedFile file = composed(text);
    for (AddressKeys keys : values()) {
      file = keys.isReservedIn(file) ? keys.remove(file) : file;
    }
    return file.text();
  }

  /** Returns the text of a file without ids, so that its addresses are as if chosen. */
  public static String withoutIds(String text) {
    ComposedFile file = composed(text);
    for (AddressKeys keys : values()) {
      file = file.withoutKey(keys.group, keys.id);
    }
    return file.text();
  }

  private static ComposedFile composed(String text) {
    return new ComposedFile(Path.of(""), text, StackReader.compose(text));
  }

  /** Whether the file has an id, so that its address was not chosen. */
  public boolean isReservedIn(StackFile file) {
    return file.lines().containsKey(id());
  }

  private boolean isReservedIn(ComposedFile file) {
    return file.node(group, id) != null;
  }

  /** Returns the file with those of the two keys that it does not have yet. */
  ComposedFile complete(ComposedFile file, String addressText, String idText) {
    ComposedFile result = file;
    if (result.node(group, address) == null) {
      result = result.withKey(group, previous, address, addressText);
    }
    return result.node(group, id) == null
        ? result.withKey(group, address, id, "\"%s\"".formatted(idText))
        : result;
  }

  /** Returns the file without the two keys. */
  ComposedFile remove(ComposedFile file) {
    return file.withoutKey(group, address).withoutKey(group, id);
  }
}
