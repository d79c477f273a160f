package dev.slipway.plan;

import dev.slipway.config.GitOpsConfig;
import dev.slipway.config.StackConfig;
import dev.slipway.config.StackFile;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.plan.security.reachability.Rule;
import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import java.util.List;
import java.util.stream.IntStream;

/** Where in a stack file the prefix of a rule was written. */
final class PrefixSource {
  private PrefixSource() {}

  /** The key, for example {@code access.adminPrefixes[1]}; empty where no operator wrote it. */
  static String key(StackFile file, Rule rule) {
    if (!(rule.remote() instanceof Remote.Prefix remote)) {
      return "";
    }
    StackConfig config = file.config();
    if (rule.direction() == Direction.INGRESS) {
      return key("access.adminPrefixes", config.access().adminPrefixes(), remote.prefix());
    }
    GitOpsConfig gitops = config.gitops();
    String clusters =
        gitops == null ? "" : key("gitops.clusterCidrs", gitops.clusterCidrs(), remote.prefix());
    List<IpPrefix> resolvers =
        config.network().dnsServersOrDefault().stream().map(IpAddress::toPrefix).toList();
    return clusters.isEmpty() ? key("network.dnsServers", resolvers, remote.prefix()) : clusters;
  }

  private static String key(String key, List<IpPrefix> given, IpPrefix of) {
    return IntStream.range(0, given.size())
        .filter(i -> given.get(i).overlaps(of))
        .mapToObj(i -> key + "[" + i + "]")
        .findFirst()
        .orElse("");
  }
}
