package dev.slipway.config;

import dev.slipway.value.IpAddress;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.PrefixLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Refuses jump hosts' prefixes that contain an external address of the same environment: servers
 * and pods, which use the router's address, would be clients of the administrators' APIs. Addresses
 * of another environment are refused by the comparison of environments.
 */
final class AdminPrefixServerRules {
  private static final String KEY = "access.adminPrefixes";

  private final ProblemCollector problems;

  AdminPrefixServerRules(ProblemCollector problems) {
    this.problems = problems;
  }

  void validate(List<StackFile> files) {
    Map<String, List<StackFile>> environments = new TreeMap<>();
    files.forEach(
        file ->
            environments
                .computeIfAbsent(file.config().environment().text(), name -> new ArrayList<>())
                .add(file));
    environments.values().forEach(all -> all.forEach(file -> validate(file, all)));
  }

  private void validate(StackFile file, List<StackFile> environment) {
    List<IpPrefix> prefixes = file.config().access().adminPrefixes();
    for (int i = 0; i < prefixes.size(); i++) {
      String key = "%s[%d]".formatted(KEY, i);
      IpPrefix prefix = prefixes.get(i);
      environment.forEach(
          other ->
              other
                  .externalAddresses()
                  .forEach((name, address) -> check(file, key, prefix, other, name, address)));
    }
  }

  private void check(
      StackFile file,
      String key,
      IpPrefix prefix,
      StackFile other,
      String name,
      IpAddress address) {
    if (prefix.contains(address) && !PrefixLimit.CLIENTS.isTooLarge(prefix)) {
      problems.add(
          file,
          key,
          "%s contains %s, %s of %s, so its servers could use the administrators' APIs; list the jump hosts' own prefixes"
              .formatted(prefix, address, name, other.path()));
    }
  }
}
