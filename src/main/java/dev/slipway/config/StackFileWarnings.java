package dev.slipway.config;

import dev.slipway.value.Problem;
import java.util.ArrayList;
import java.util.List;

/** What is allowed and seldom meant. */
final class StackFileWarnings {
  /** Of the cloud's naming: boots from a volume, on storage behind a network. */
  private static final String VOLUME_FLAVOR = "b2.";

  private StackFileWarnings() {}

  static List<Problem> of(StackFile file) {
    StackConfig config = file.config();
    List<Problem> warnings = new ArrayList<>();
    if (config.controlPlane().count() == 1) {
      warnings.add(
          file.problem(
              "controlPlane.count", "1: the cluster stands still when this server does; use 3"));
    }
    if (config.controlPlane().flavor().text().startsWith(VOLUME_FLAVOR)) {
      warnings.add(
          file.problem(
              "controlPlane.flavor",
              config.controlPlane().flavor()
                  + " keeps etcd on a network disk, and etcd waits for every write; use a flavor"
                  + " with a local disk, such as l2.c4r8.100"));
    }
    if (config.environment().isProduction()) {
      config
          .workers()
          .forEach(
              (pool, workers) -> {
                if (workers.count() == 1) {
                  warnings.add(
                      file.problem(
                          "workers." + pool + ".count",
                          "1: an upgrade of this server stops what runs on it; use 2 or more"));
                }
              });
    }
    return warnings;
  }
}
