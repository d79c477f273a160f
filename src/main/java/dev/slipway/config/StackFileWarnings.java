package dev.slipway.config;

import dev.slipway.value.DnsLabel;

/** Warns about values that are valid but usually unintended. */
final class StackFileWarnings {
  /** Prefix of flavors that boot from a network volume. */
  private static final String VOLUME_FLAVOR = "b2.";

  private final StackFile file;
  private final StackConfig config;
  private final ProblemCollector warnings;

  StackFileWarnings(StackFile file, ProblemCollector warnings) {
    this.file = file;
    this.config = file.config();
    this.warnings = warnings;
  }

  void check() {
    if (config.controlPlane().count() == 1) {
      warnings.add(
          file, "controlPlane.count", "1 control-plane node is a single point of failure; use 3");
    }
    String flavor = config.controlPlane().flavor().text();
    if (flavor.startsWith(VOLUME_FLAVOR)) {
      warnings.add(
          file,
          "controlPlane.flavor",
          ("%s keeps etcd on a network disk, and etcd waits for every write; use a flavor "
                  + "with a local disk, such as l2.c4r8.100")
              .formatted(flavor));
    }
    new ClusterRangeRules(file).warn(warnings);
    new DiskEncryptionRules(file).warn(warnings);
    if (config.environment().isProduction()) {
      config.workers().forEach(this::workerPool);
    }
  }

  private void workerPool(DnsLabel name, NodePoolConfig pool) {
    if (pool.count() == 1) {
      warnings.add(
          file,
          "workers.%s.count".formatted(name),
          "1 worker: its workloads stop during every upgrade; use 2 or more");
    }
  }
}
