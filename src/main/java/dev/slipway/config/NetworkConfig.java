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
 * @param kind {@code tenant}: network, subnet and router of our own; {@code shared}: one that is
 *     there
 * @param name of the shared network; of kind shared only
 * @param prefix of the servers; IPv4. Of kind shared a slice of the network's subnet that nobody
 *     else gets addresses from
 * @param externalNetwork the router's gateway; floating IPs come from it; of kind tenant only
 * @param egressAddress the router's address there: what other clusters see of our servers; of kind
 *     tenant only
 * @param pods of pods; else {@value #PODS}
 * @param services of Services; else {@value #SERVICES}
 * @param dns resolvers of the servers; else Talos' own. Only these may then be asked
 * @param ntp time servers; else {@value #NTP}
 */
public record NetworkConfig(
    NetworkKind kind,
    @Nullable CloudName name,
    IpPrefix prefix,
    @Nullable CloudName externalNetwork,
    @Nullable IpAddress egressAddress,
    @Nullable IpPrefix pods,
    @Nullable IpPrefix services,
    @Nullable List<IpAddress> dns,
    @Nullable List<DnsName> ntp) {
  /** Talos' own default. */
  static final String PODS = "10.244.0.0/16";

  /** Talos' own default. */
  static final String SERVICES = "10.96.0.0/12";

  static final String NTP = "time.cloudflare.com";

  /** What pods get their addresses from. */
  public IpPrefix podPrefix() {
    return pods == null ? IpPrefix.parse(PODS) : pods;
  }

  /** What Services get their addresses from. */
  public IpPrefix servicePrefix() {
    return services == null ? IpPrefix.parse(SERVICES) : services;
  }

  /** Whom the servers ask for names; none where Talos shall choose. */
  public List<IpAddress> resolvers() {
    return dns == null ? List.of() : List.copyOf(dns);
  }

  /** Whom the servers ask for the time. */
  public List<DnsName> timeServers() {
    return ntp == null ? List.of(DnsName.parse(NTP)) : List.copyOf(ntp);
  }
}
