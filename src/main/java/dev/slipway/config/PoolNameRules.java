package dev.slipway.config;

import dev.slipway.value.AddressLayout;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.PoolName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks that no worker pool gives a server or an anti-affinity group the name of another one.
 * Names are compared in the whole fleet: reports and rules identify a server by its name.
 */
final class PoolNameRules {
  /** Servers that are named after their role, with the role's words for messages. */
  private static final Map<String, String> ROLES =
      Map.of("control-plane", "control plane", "load-balancer", "load balancers");

  private final List<StackFile> files;
  private final ProblemCollector problems;

  /** Owners of names, for messages. */
  private final Map<String, String> pools = new HashMap<>();

  private final Map<String, String> groups = new HashMap<>();

  PoolNameRules(List<StackFile> files, ProblemCollector problems) {
    this.files = files;
    this.problems = problems;
  }

  void validate() {
    for (StackFile file : files) {
      ROLES.forEach(
          (role, text) ->
              pools.put(
                  new PoolName(file.stack(), role).toString(),
                  "the %s of stack %s".formatted(text, file.stack())));
    }
    for (StackFile file : files) {
      new TreeMap<>(file.config().workers()).forEach((name, pool) -> validate(file, name, pool));
    }
  }

  private void validate(StackFile file, DnsLabel name, NodePoolConfig pool) {
    PoolName planned = new PoolName(file.stack(), name.text());
    int excess = planned.server(AddressLayout.POOL_SIZE - 1).length() - PoolName.LONGEST_SERVER;
    if (excess > 0) {
      problems.add(
          file,
          "workers." + name,
          "the names of its servers, such as %s, can have more than %d characters; shorten the name by %d"
              .formatted(planned.server(0), PoolName.LONGEST_SERVER, excess));
    }
    String owner = "workers.%s of stack %s".formatted(name, file.stack());
    String other = pools.putIfAbsent(planned.toString(), owner);
    if (other != null) {
      refuse(file, name, "servers", planned.server(0), other);
      return;
    }
    if (Boolean.TRUE.equals(pool.antiAffinity())) {
      for (String group : planned.serverGroups(pool.count())) {
        String otherPool = groups.putIfAbsent(group, owner);
        if (otherPool != null) {
          refuse(file, name, "anti-affinity groups", group, otherPool);
        }
      }
    }
  }

  private void refuse(
      StackFile file, DnsLabel name, String what, String example, String otherPool) {
    problems.add(
        file,
        "workers." + name,
        "\"%s\" gives its %s the names of those of %s, for example %s; choose another name for a new pool"
            .formatted(name, what, otherPool, example));
  }
}
