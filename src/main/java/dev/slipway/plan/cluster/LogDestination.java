package dev.slipway.plan.cluster;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.IpAddress;
import dev.slipway.value.Protocol;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server to which a patch lets Talos send the logs of its services. */
public record LogDestination(Protocol protocol, IpAddress address, int port) {
  private static final Pattern ENDPOINT =
      Pattern.compile("(tcp|udp)://(?:([0-9.]+)|\\[([0-9a-f:]+)\\]):([1-9][0-9]{0,4})");

  private static final Set<String> FIELDS = Set.of("endpoint", "format", "extraTags");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
  private static final int LAST_PORT = 65_535;

  /** Returns the destinations in the patches of a node. */
  public static List<LogDestination> of(ClusterPlan cluster, ServerPlan node) {
    return cluster.patches(node).stream()
        .flatMap(document -> PatchValue.of(document).stream())
        .filter(value -> value.keys().equals(List.of("machine", "logging", "destinations")))
        .flatMap(value -> ((List<?>) value.value()).stream())
        .flatMap(LogDestination::parse)
        .toList();
  }

  /** Whether a value is a list of destinations as Talos has them. */
  static boolean areValid(Object value) {
    return value instanceof List<?> all
        && !all.isEmpty()
        && all.stream().allMatch(one -> isComplete(one) && parse(one).findAny().isPresent());
  }

  private static boolean isComplete(Object one) {
    return one instanceof Map<?, ?> fields
        && FIELDS.containsAll(fields.keySet())
        && "json_lines".equals(fields.get("format"))
        && areTags(fields.containsKey("extraTags") ? fields.get("extraTags") : Map.of());
  }

  private static boolean areTags(Object value) {
    return value instanceof Map<?, ?> tags
        && tags.entrySet().stream().allMatch(tag -> isTag(tag.getKey()) && isTag(tag.getValue()));
  }

  private static boolean isTag(Object text) {
    return TAG.matcher(String.valueOf(text)).matches();
  }

  private static Stream<LogDestination> parse(Object one) {
    String endpoint = one instanceof Map<?, ?> fields ? String.valueOf(fields.get("endpoint")) : "";
    Matcher parts = ENDPOINT.matcher(endpoint);
    return parts.matches() ? parse(parts).stream() : Stream.empty();
  }

  private static Optional<LogDestination> parse(Matcher parts) {
    Protocol protocol = parts.group(1).equals("tcp") ? Protocol.TCP : Protocol.UDP;
    int port = Integer.parseInt(parts.group(4));
    try {
      String address = parts.group(2) == null ? parts.group(3) : parts.group(2);
      LogDestination to = new LogDestination(protocol, IpAddress.parse(address), port);
      return port > LAST_PORT || !to.address.isOfAHost() ? Optional.empty() : Optional.of(to);
    } catch (IllegalArgumentException invalid) {
      return Optional.empty();
    }
  }

  /** Returns what a connection to it must permit. */
  public Traffic traffic() {
    return new Traffic("logs", protocol, port, port);
  }

  @Override
  public String toString() {
    return address + ", " + traffic().protocolAndPorts();
  }
}
