package dev.slipway.components.cluster;

import com.pulumi.core.Output;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A receiver of stack outputs, such as Pulumi's {@code Context}. */
@FunctionalInterface
public interface StackOutputs {
  /** Exports one output. */
  void export(String name, Output<?> value);

  /**
   * Exports an output under its new name and, for users that still read it, under its former one.
   * Version 0.1 writes both names, version 0.2 only the new one.
   */
  default void exportRenamed(String former, String name, Output<?> value) {
    export(former, value);
    export(name, value);
  }

  /**
   * Returns the addresses by server name, the endpoint's as {@code endpoint}, and the external ones
   * as {@code floatingIp} and {@code routerExternalIp}. Version 0.1 also writes their former keys,
   * {@code floating} and {@code egress}; version 0.2 does not.
   */
  static Map<String, String> addresses(ClusterPlan plan) {
    Map<String, String> addresses = new TreeMap<>();
    for (ServerPlan server : plan.servers()) {
      addresses.put(server.name(), server.address().toString());
    }
    addresses.put("endpoint", plan.endpoint().address().toString());
    plan.endpoint()
        .floatingIp()
        .ifPresent(ip -> putRenamed(addresses, "floating", "floatingIp", ip));
    plan.network()
        .router()
        .ifPresent(
            router -> putRenamed(addresses, "egress", "routerExternalIp", router.externalIp()));
    return addresses;
  }

  private static void putRenamed(
      Map<String, String> addresses, String former, String name, IpAddress address) {
    addresses.put(former, address.toString());
    addresses.put(name, address.toString());
  }

  /** Returns the outputs as one output. */
  static Output<Map<String, String>> all(Map<String, Output<String>> outputs) {
    List<String> names = List.copyOf(new TreeMap<>(outputs).keySet());
    return Output.all(names.stream().map(outputs::get).toList())
        .applyValue(
            values -> {
              Map<String, String> all = new TreeMap<>();
              names.forEach(name -> all.put(name, values.get(names.indexOf(name))));
              return all;
            });
  }
}
