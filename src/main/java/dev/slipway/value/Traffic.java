package dev.slipway.value;

/**
 * Traffic with a name. New port: one constant here, with its source.
 *
 * @param label for people and rule descriptions
 * @param first first port; 0 where the protocol has none
 * @param last last port; 0 where the protocol has none
 */
public record Traffic(String label, Protocol protocol, int first, int last)
    implements Comparable<Traffic> {
  /** Kubernetes documentation, "Ports and Protocols". */
  public static final Traffic KUBERNETES_API = tcp("Kubernetes API", 6443, 6443);

  public static final Traffic ETCD = tcp("etcd", 2379, 2380);
  public static final Traffic KUBELET = tcp("kubelet", 10250, 10250);

  /** Talos documentation, "Talos Linux Network Connectivity". */
  public static final Traffic TALOS_API = tcp("Talos API", 50000, 50000);

  public static final Traffic TRUSTD = tcp("Talos trustd", 50001, 50001);

  /** Talos' default pod network; the port is in its Flannel manifest. */
  public static final Traffic FLANNEL_VXLAN =
      new Traffic("Flannel VXLAN", Protocol.UDP, 4789, 4789);

  /** RFC 5798: two load balancers agree on who has their common address. */
  public static final Traffic VRRP = new Traffic("VRRP", Protocol.VRRP, 0, 0);

  public static final Traffic HTTPS = tcp("HTTPS", 443, 443);
  public static final Traffic DNS_UDP = new Traffic("DNS", Protocol.UDP, 53, 53);
  public static final Traffic DNS_TCP = tcp("DNS over TCP", 53, 53);
  public static final Traffic NTP = new Traffic("NTP", Protocol.UDP, 123, 123);

  private static Traffic tcp(String label, int first, int last) {
    return new Traffic(label, Protocol.TCP, first, last);
  }

  /** For example {@code tcp 2379-2380}. */
  public String ports() {
    String name = protocol.text();
    if (!protocol.hasPorts()) {
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
    return label + " (" + ports() + ")";
  }
}
