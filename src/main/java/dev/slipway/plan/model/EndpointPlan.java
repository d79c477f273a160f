package dev.slipway.plan.model;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.DnsName;
import dev.slipway.value.IpAddress;
import dev.slipway.value.NeutronId;
import dev.slipway.value.OctaviaProvider;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.Optional;

/** The cluster endpoint: the address of the API servers, and what answers there. */
public sealed interface EndpointPlan {

  /** The address that nodes use. */
  IpAddress address();

  /** The address that jump hosts and the Ops Cluster use; none on a shared network. */
  Optional<IpAddress> floatingIp();

  /** The id of a floating IP that was reserved; empty: an update allocates the floating IP. */
  Optional<NeutronId> floatingIpId();

  /** The name of {@link #externalAddress}, on the API server's certificate. */
  DnsName dnsName();

  /** Our HAProxy servers; none in front of Octavia's load balancers. */
  List<ServerPlan> servers();

  /** Returns the number of the endpoint's Neutron ports, without the ports of our servers. */
  int extraPorts();

  /** The role whose security group decides who may connect from outside. */
  default ServerRole ingressRole() {
    return ServerRole.LOAD_BALANCER;
  }

  /** Returns the address that jump hosts and the Ops Cluster use. */
  default IpAddress externalAddress() {
    return floatingIp().orElse(address());
  }

  /** Returns the description of the endpoint's objects in Neutron and Octavia. */
  static String description(DnsLabel stack) {
    return "Slipway: API of " + stack;
  }

  /** Returns the API's URL inside the cluster's network. */
  default String internalUrl() {
    return url(address());
  }

  /** Returns the API's URL for jump hosts and the Ops Cluster. */
  default String externalUrl() {
    return url(externalAddress());
  }

  private static String url(IpAddress address) {
    return "https://" + address + ":" + Traffic.KUBERNETES_API.first();
  }

  /** HAProxy on our servers. */
  sealed interface Haproxy extends EndpointPlan {}

  /** A load balancer of Octavia. */
  sealed interface Octavia extends EndpointPlan {

    /** The provider of Octavia that implements the load balancer. */
    OctaviaProvider provider();

    @Override
    default List<ServerPlan> servers() {
      return List.of();
    }
  }

  /** One HAProxy server, which has the endpoint's address itself. */
  record SingleHaproxy(
      ServerPlan server,
      IpAddress address,
      Optional<IpAddress> floatingIp,
      Optional<NeutronId> floatingIpId,
      DnsName dnsName)
      implements Haproxy {
    @Override
    public List<ServerPlan> servers() {
      return List.of(server);
    }

    @Override
    public int extraPorts() {
      return 0;
    }
  }

  /**
   * Two HAProxy servers. The endpoint's address is a virtual IP, which moves between them; its port
   * belongs to neither server.
   *
   * @param networkInterface the name of the servers' network interface, which depends on their
   *     image
   */
  record HaproxyPair(
      ServerPlan first,
      ServerPlan second,
      IpAddress address,
      Optional<IpAddress> floatingIp,
      Optional<NeutronId> floatingIpId,
      DnsName dnsName,
      String networkInterface)
      implements Haproxy {
    @Override
    public List<ServerPlan> servers() {
      return List.of(first, second);
    }

    @Override
    public int extraPorts() {
      return 1;
    }
  }

  /** OVN's load balancer: API servers see the client's address, so their group decides. */
  record OvnLoadBalancer(
      IpAddress address,
      Optional<IpAddress> floatingIp,
      Optional<NeutronId> floatingIpId,
      DnsName dnsName)
      implements Octavia {
    @Override
    public OctaviaProvider provider() {
      return OctaviaProvider.OVN;
    }

    @Override
    public ServerRole ingressRole() {
      return ServerRole.CONTROL_PLANE;
    }

    /** Returns 2: the port of the endpoint's address, and the port that health checks come from. */
    @Override
    public int extraPorts() {
      return 2;
    }
  }

  /** An amphora, a server that Octavia runs: API servers see its address, never the client's. */
  record AmphoraLoadBalancer(
      IpAddress address,
      Optional<IpAddress> floatingIp,
      Optional<NeutronId> floatingIpId,
      DnsName dnsName)
      implements Octavia {
    @Override
    public OctaviaProvider provider() {
      return OctaviaProvider.AMPHORA;
    }

    @Override
    public int extraPorts() {
      return 1;
    }
  }
}
