package dev.slipway.value;

import java.util.OptionalInt;

/**
 * Named traffic. A new port is one constant here, with its source.
 *
 * @param label name in reports and rule descriptions
 * @param first first port, or the ICMP type; 0 where the protocol has neither
 * @param last last port, or the ICMP type; 0 where the protocol has neither
 */
public record Traffic(String label, Protocol protocol, int first, int last)
    implements Comparable<Traffic> {
  /** Kubernetes documentation, "Ports and Protocols". */
  public static final Traffic KUBERNETES_API = tcp("Kubernetes API", 6443, 6443);

  public static final Traffic ETCD = tcp("etcd", 2379, 2380);

  /** Since Talos 1.14: {@code EtcdClientHTTPPort} of Talos' constants. */
  public static final Traffic ETCD_HEALTH = tcp("etcd health and metrics", 2383, 2383);

  public static final Traffic KUBELET = tcp("kubelet", 10250, 10250);

  /** Talos documentation, "Talos Linux Network Connectivity". */
  public static final Traffic TALOS_API = tcp("Talos API", 50000, 50000);

  public static final Traffic TRUSTD = tcp("Talos trustd", 50001, 50001);

  /** Cilium documentation, "System Requirements: Firewall Rules"; set in cilium/values.yaml. */
  public static final Traffic CILIUM_VXLAN = new Traffic("Cilium VXLAN", Protocol.UDP, 8472, 8472);

  /** Cilium documentation, "WireGuard Transparent Encryption". */
  public static final Traffic CILIUM_WIREGUARD =
      new Traffic("Cilium WireGuard", Protocol.UDP, 51_871, 51_871);

  public static final Traffic CILIUM_HEALTH = tcp("Cilium health", 4240, 4240);

  /** RFC 5798: the load balancers of a pair elect the one that has the virtual IP. */
  public static final Traffic VRRP = new Traffic("VRRP", Protocol.VRRP, 0, 0);

  /**
   * New configuration for the first load balancer; a free port of RFC 6335's dynamic range, as the
   * next two. HAProxy passes it through to {@link #CONFIGURATION_CHANNEL}: docs/adr/0016.
   */
  public static final Traffic CONFIGURATION_1 = tcp("load balancer configuration", 50443, 50443);

  /** New configuration for the second load balancer of a pair. */
  public static final Traffic CONFIGURATION_2 = tcp("load balancer configuration", 50444, 50444);

  /** The stunnel of each load balancer, which accepts new configuration. */
  public static final Traffic CONFIGURATION_CHANNEL =
      tcp("load balancer configuration channel", 50445, 50445);

  /**
   * The front of the Ops Cluster's log store, which clusters send their audit events to; a free
   * port as those of the configuration.
   */
  public static final Traffic AUDIT_STORE = tcp("audit log store", 50446, 50446);

  public static final Traffic HTTPS = tcp("HTTPS", 443, 443);
  public static final Traffic DNS_UDP = new Traffic("DNS", Protocol.UDP, 53, 53);
  public static final Traffic DNS_TCP = tcp("DNS over TCP", 53, 53);
  public static final Traffic NTP = new Traffic("NTP", Protocol.UDP, 123, 123);

  /** Echo request, for the health checks between Cilium nodes. RFC 792. */
  public static final Traffic PING = new Traffic("ping", Protocol.ICMP, 8, 8);

  /** Echo request of IPv6. RFC 4443. */
  public static final Traffic PING_IPV6 = new Traffic("ping", Protocol.ICMPV6, 128, 128);

  private static final int LAST_PORT = 65_535;
  private static final int LAST_TYPE = 255;

  /**
   * Rejects port 0 and ICMP type 0. The OpenStack provider does not send a 0, and a rule without it
   * allows every port or all of ICMP. Type 0, the echo reply, needs no rule: it belongs to the
   * connection of its request. A type is always allowed with any code. Source: gophercloud, {@code
   * CreateOpts} of security group rules ({@code omitempty}).
   */
  public Traffic {
    boolean fits =
        protocol.hasPorts()
            ? first > 0 && first <= last && last <= LAST_PORT
            : protocol.hasTypes()
                ? first > 0 && first == last && last <= LAST_TYPE
                : first == 0 && last == 0;
    if (!fits) {
      throw new IllegalArgumentException(
          "%s (%s %d-%d) is not valid in a security group rule"
              .formatted(label, protocol.text(), first, last));
    }
  }

  /** Returns HTTPS at the port of a URL. */
  public static Traffic https(HttpsUrl url) {
    return url.port() == HTTPS.first() ? HTTPS : tcp("HTTPS", url.port(), url.port());
  }

  /** Returns syslog over TLS (RFC 5425) at the port of a server. */
  public static Traffic syslog(TlsServer server) {
    return tcp("syslog over TLS", server.port(), server.port());
  }

  private static Traffic tcp(String label, int first, int last) {
    return new Traffic(label, Protocol.TCP, first, last);
  }

  /** Whether this traffic includes all of {@code other}; labels do not matter. */
  public boolean covers(Traffic other) {
    return protocol == other.protocol && first <= other.first && other.last <= last;
  }

  /** Returns Neutron's {@code port_range_min}: the first port, or the ICMP type. */
  public OptionalInt rangeMin() {
    return first == 0 ? OptionalInt.empty() : OptionalInt.of(first);
  }

  /** Returns Neutron's {@code port_range_max}: the last port; for ICMP empty, which is any code. */
  public OptionalInt rangeMax() {
    return protocol.hasPorts() ? OptionalInt.of(last) : OptionalInt.empty();
  }

  /** Returns for example {@code tcp 2379-2380}. */
  public String protocolAndPorts() {
    String name = protocol.text();
    if (first == 0) {
      return name;
    }
    return name + " " + (first == last ? first : first + "-" + last);
  }

  @Override
  public int compareTo(Traffic other) {
    int byProtocol = protocol.compareTo(other.protocol);
    return byProtocol != 0 ? byProtocol : Integer.compare(first, other.first);
  }

  @Override
  public String toString() {
    return label + " (" + protocolAndPorts() + ")";
  }
}
