package dev.slipway.config;

import dev.slipway.value.AddressLayout;
import dev.slipway.value.IpPrefix;

/** Checks that the ranges of pods and Services are large enough; neither can change later. */
final class ClusterRangeRules {
  /** Length of the prefix that each node gets from the range of pods. Default of Kubernetes. */
  private static final int NODE_PREFIX = 24;

  /** The API server refuses a range of Services with more than 20 bits of host part. */
  private static final int LARGEST_SERVICE_CIDR = 12;

  /** 256 addresses; fewer are used up by the shipped applications and a few of the customer's. */
  private static final int SMALLEST_SERVICE_CIDR = 24;

  private final StackFile file;
  private final NetworkConfig network;

  ClusterRangeRules(StackFile file) {
    this.file = file;
    this.network = file.config().network();
  }

  void validate(ProblemCollector problems) {
    pods(problems);
    services(problems);
  }

  private void pods(ProblemCollector problems) {
    IpPrefix range = network.podCidrOrDefault();
    if (range.version() != 4 || nodes() > capacity(range)) {
      problems.add(
          file,
          "network.podCidr",
          ("%s has addresses for the pods of %s, and the stack has %d; expected an IPv4 prefix of "
                  + "length /%d or shorter, with space for more nodes: it cannot be changed later")
              .formatted(range, nodes(capacity(range)), nodes(), lengthFor(nodes())));
    }
  }

  private void services(ProblemCollector problems) {
    IpPrefix range = network.serviceCidrOrDefault();
    if (range.version() != 4
        || range.length() < LARGEST_SERVICE_CIDR
        || range.length() > SMALLEST_SERVICE_CIDR) {
      problems.add(
          file,
          "network.serviceCidr",
          "%s is not a valid range of Services; expected an IPv4 prefix of length /%d to /%d"
              .formatted(range, LARGEST_SERVICE_CIDR, SMALLEST_SERVICE_CIDR));
    }
  }

  /** Warns if the pools can become larger than the range of pods. */
  void warn(ProblemCollector warnings) {
    IpPrefix range = network.podCidrOrDefault();
    int most =
        AddressLayout.LARGEST_CONTROL_PLANE
            + AddressLayout.POOL_SIZE * file.config().workers().size();
    if (capacity(range) < most) {
      warnings.add(
          file,
          "network.podCidr",
          ("%s has addresses for the pods of %s, and network.cidr for %d nodes; for a new cluster"
                  + " use a prefix of length /%d or shorter, it cannot be changed later")
              .formatted(range, nodes(capacity(range)), most, lengthFor(most)));
    }
  }

  private int nodes() {
    int workers = file.config().workers().values().stream().mapToInt(NodePoolConfig::count).sum();
    return file.config().controlPlane().count() + workers;
  }

  private static String nodes(int count) {
    return count == 1 ? "1 node" : count + " nodes";
  }

  private static int capacity(IpPrefix range) {
    boolean usable = range.version() == 4 && range.length() <= NODE_PREFIX;
    return usable ? 1 << (NODE_PREFIX - range.length()) : 0;
  }

  private static int lengthFor(int nodes) {
    return NODE_PREFIX - (Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, nodes - 1)));
  }
}
