package dev.slipway.config;

import dev.slipway.value.CloudName;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.NeutronId;
import dev.slipway.value.NtpServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's network.
 *
 * @param kind {@code project}: the stack creates network, subnet and router; {@code shared}: an
 *     existing network
 * @param name name of the shared network
 * @param cidr IPv4 CIDR of the servers. With kind project that of the subnet, of length /24 or
 *     shorter; with kind shared a range of the existing subnet, of length /26 or shorter, in which
 *     nothing else gets addresses
 * @param externalNetwork name of the external network of the router and of floating IPs
 * @param routerExternalIp the router's address on the external network, which is the source address
 *     of the cluster's outgoing connections
 * @param routerId id of a router that has this address, for clouds in which no project chooses
 *     addresses: an update imports the router. {@code slipway reserve STACK --yes} creates it and
 *     writes both keys. Default: an update creates the router
 * @param podCidr CIDR of pods. Default: {@value #DEFAULT_POD_CIDR}
 * @param serviceCidr CIDR of Services. Default: {@value #DEFAULT_SERVICE_CIDR}
 * @param dnsServers addresses of the servers' DNS servers; security groups allow DNS only to these.
 *     Default: 1.1.1.1 and 8.8.8.8, outside the cloud, as in Talos, and DNS to any address
 * @param ntpServers names or IPv4 addresses of the nodes' NTP servers. Security groups allow NTP
 *     only to these if all are addresses, as production requires. Default: {@value
 *     #DEFAULT_NTP_SERVER}, and NTP to any address
 * @param httpsPrefixes CIDRs with the servers that this cluster's servers use by HTTPS: registries
 *     or their mirrors, the archive of packages, the identity provider, the Git server. Security
 *     groups allow HTTPS only to these. Default: any address
 */
public record NetworkConfig(
    NetworkKind kind,
    @Nullable CloudName name,
    IpPrefix cidr,
    @Nullable CloudName externalNetwork,
    @Nullable IpAddress routerExternalIp,
    @Nullable NeutronId routerId,
    @Nullable IpPrefix podCidr,
    @Nullable IpPrefix serviceCidr,
    @Nullable List<IpAddress> dnsServers,
    @Nullable List<NtpServer> ntpServers,
    @Nullable List<IpPrefix> httpsPrefixes) {
  /** Default of Talos. */
  static final String DEFAULT_POD_CIDR = "10.244.0.0/16";

  /** Default of Talos. */
  static final String DEFAULT_SERVICE_CIDR = "10.96.0.0/12";

  static final String DEFAULT_NTP_SERVER = "time.cloudflare.com";

  /** Copies the lists. */
  public NetworkConfig {
    dnsServers = ReadOnly.list(dnsServers);
    ntpServers = ReadOnly.list(ntpServers);
    httpsPrefixes = ReadOnly.list(httpsPrefixes);
  }

  /** Returns the CIDR of pods. */
  public IpPrefix podCidrOrDefault() {
    return podCidr == null ? IpPrefix.parse(DEFAULT_POD_CIDR) : podCidr;
  }

  /** Returns the CIDR of Services. */
  public IpPrefix serviceCidrOrDefault() {
    return serviceCidr == null ? IpPrefix.parse(DEFAULT_SERVICE_CIDR) : serviceCidr;
  }

  /** Returns the DNS servers of the nodes; empty means Talos' defaults. */
  public List<IpAddress> dnsServersOrDefault() {
    return dnsServers == null ? List.of() : List.copyOf(dnsServers);
  }

  /** Returns the prefixes of HTTPS servers; empty means every address. */
  public List<IpPrefix> httpsPrefixesOrDefault() {
    return httpsPrefixes == null ? List.of() : List.copyOf(httpsPrefixes);
  }

  /** Returns the NTP servers of the nodes. */
  public List<NtpServer> ntpServersOrDefault() {
    return ntpServers == null
        ? List.of(NtpServer.parse(DEFAULT_NTP_SERVER))
        : List.copyOf(ntpServers);
  }
}
