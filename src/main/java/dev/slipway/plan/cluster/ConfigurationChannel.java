package dev.slipway.plan.cluster;

import dev.slipway.document.ClasspathFile;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan.HaproxyPair;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.AddressLayout;
import dev.slipway.value.Traffic;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The channel through which a running load balancer receives new configuration: TLS with
 * certificates on both sides, and a program that can do nothing else. The decision is in
 * docs/adr/0016.
 */
public final class ConfigurationChannel {
  private static final List<Traffic> PORTS =
      List.of(Traffic.CONFIGURATION_1, Traffic.CONFIGURATION_2);

  private ConfigurationChannel() {}

  /**
   * The certificates of one load balancer, as PEM.
   *
   * @param authority certificate of the stack's authority for this channel
   * @param server certificate and key of the server
   */
  public record Certificates(String authority, String server) {}

  /** Returns the name in the certificate of the client; no other stack has it. */
  public static String clientName(ClusterPlan cluster) {
    return "configure." + cluster.name();
  }

  /** Returns the names of the load balancers that a stack can have. */
  public static List<String> serverNames(ClusterPlan cluster) {
    String role = ServerRole.LOAD_BALANCER.groupName(cluster.name());
    return IntStream.rangeClosed(1, AddressLayout.LOAD_BALANCERS)
        .mapToObj(i -> role + "-" + i)
        .toList();
  }

  /** Returns the port at the endpoint that leads to a load balancer; {@code index} starts at 0. */
  public static int port(int index) {
    return PORTS.get(index).first();
  }

  /** Returns what a load balancer receives: its files in base64, a line each. */
  public static String request(ClusterPlan cluster, ServerPlan server) {
    StringBuilder request = new StringBuilder();
    configuration(cluster, server)
        .forEach(
            (path, text) ->
                request
                    .append(path.substring(path.lastIndexOf('/') + 1))
                    .append(' ')
                    .append(
                        Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                    .append('\n'));
    return request.append("end\n").toString();
  }

  /** Returns the files that the channel can change, by path. */
  public static Map<String, String> configuration(ClusterPlan cluster, ServerPlan server) {
    Map<String, String> files =
        new TreeMap<>(Map.of(HaproxyConfig.FILE, HaproxyConfig.text(cluster)));
    if (cluster.endpoint() instanceof HaproxyPair pair) {
      files.put(KeepalivedConfig.FILE, KeepalivedConfig.text(cluster, pair, server));
    }
    return files;
  }

  /** Returns stunnel's configuration. */
  static String stunnel(ClusterPlan cluster) {
    return resource("stunnel.conf")
        .formatted(clientName(cluster), Traffic.CONFIGURATION_CHANNEL.first());
  }

  /** Returns a file of {@code src/main/resources/load-balancer}. */
  static String resource(String name) {
    return ClasspathFile.text("/load-balancer/" + name);
  }
}
