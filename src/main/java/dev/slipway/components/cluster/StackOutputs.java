package dev.slipway.components.cluster;

import com.pulumi.core.Output;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where stack outputs go: Pulumi's {@code Context}, or a test's list. */
@FunctionalInterface
public interface StackOutputs {
  /** Exports one output. */
  void export(String name, Output<?> value);

  /** Addresses by the servers' names, the endpoint's, and those that outsiders see. */
  static Map<String, String> addresses(ClusterPlan plan) {
    Map<String, String> addresses = new TreeMap<>();
    for (ServerPlan node : plan.servers()) {
      addresses.put(node.name(), node.address().toString());
    }
    addresses.put("endpoint", plan.endpoint().address().toString());
    plan.endpoint().floatingIp().ifPresent(own -> addresses.put("floating", own.toString()));
    plan.network()
        .router()
        .ifPresent(router -> addresses.put("egress", router.externalIp().toString()));
    return addresses;
  }

  /** One output of many. */
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

  /** The cluster's CA in PEM: public, though it stands in a secret file. */
  static Output<String> certificateAuthority(Output<String> kubeconfig) {
    return kubeconfig.applyValue(StackOutputs::authority).asPlaintext();
  }

  private static String authority(String kubeconfig) {
    Matcher field = Pattern.compile("certificate-authority-data:\\s*(\\S+)").matcher(kubeconfig);
    return field.find()
        ? new String(Base64.getDecoder().decode(field.group(1)), StandardCharsets.UTF_8)
        : "";
  }
}
