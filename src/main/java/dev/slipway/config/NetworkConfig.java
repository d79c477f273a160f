package dev.slipway.config;

import dev.slipway.value.CloudName;
import dev.slipway.value.DnsName;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's network.
 *
 * @param kind {@code project}: network, subnet and router of our own; {@code shared}: one that is
 *     there
 * @param name of the shared network; of kind shared only
 * @param cidr of the servers; IPv4. Of kind shared a slice of the network's subnet that nobody else
 *     gets addresses from
 * @param externalNetwork the router's gateway; floating IPs come from it; of kind project only
 * @param routerExternalIp the router's address there: what other clusters see of our servers; of
 *     kind project only
 * @param podCidr of pods; else {@value #DEFAULT_POD_CIDR}
 * @param serviceCidr of Services; else {@value #DEFAULT_SERVICE_CIDR}
 * @param dnsServers resolvers of the servers; else Talos' own. Only these may then be asked
 * @param ntpServers time servers; else {@value #DEFAULT_NTP_SERVER}
 */
public record NetworkConfig(
    NetworkKind kind,
    @Nullable CloudName name,
    IpPrefix cidr,
    @Nullable CloudName externalNetwork,
    @Nullable IpAddress routerExternalIp,
    @Nullable IpPrefix podCidr,
    @Nullable IpPrefix serviceCidr,
    @Nullable List<IpAddress> dnsServers,
    @Nullable List<DnsName> ntpServers) {
  /** Talos' own default. */
  static final String DEFAULT_POD_CIDR = "10.244.0.0/16";

  /** Talos' own default. */
  static final String DEFAULT_SERVICE_CIDR = "10.96.0.0/12";

  static final String DEFAULT_NTP_SERVER = "time.cloudflare.com";

  /** What pods get their addresses from. */
  public IpPrefix podCidrOrDefault() {
    return podCidr == null ? IpPrefix.parse(DEFAULT_POD_CIDR) : podCidr;
  }

  /** What Services get their addresses from. */
  public IpPrefix serviceCidrOrDefault() {
    return serviceCidr == null ? IpPrefix.parse(DEFAULT_SERVICE_CIDR) : serviceCidr;
  }

  /** Whom the servers ask for names; none where Talos shall choose. */
  public List<IpAddress> dnsServersOrDefault() {
    return dnsServers == null ? List.of() : List.copyOf(dnsServers);
  }

  /** Whom the servers ask for the time. */
  public List<DnsName> ntpServersOrDefault() {
    return ntpServers == null
        ? List.of(DnsName.parse(DEFAULT_NTP_SERVER))
        : List.copyOf(ntpServers);
  }
}
