package dev.slipway.lab.signin;

import dev.slipway.lab.Lab;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The logs of a cluster's API servers. */
record ApiServerLog(String stack) {

  /** Returns how many requests were refused with a text in the reason. */
  long refusals(String reason) {
    return FleetFixture.cluster(stack).controlPlane().stream()
        .mapToLong(node -> refusals(node, reason))
        .sum();
  }

  private static long refusals(ServerPlan node, String reason) {
    Path log = Lab.state("log/servers/%s/kube-apiserver.log".formatted(node.name()));
    try {
      return Files.readAllLines(log).stream()
          .filter(line -> line.contains("Unable to authenticate the request"))
          .filter(line -> line.contains(reason))
          .count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
