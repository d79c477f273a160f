package dev.slipway.components.cluster;

import com.pulumi.command.local.Command;
import com.pulumi.core.Output;
import dev.slipway.components.base.Component;
import dev.slipway.document.Json;
import dev.slipway.plan.cluster.ConfigurationChannel;
import dev.slipway.plan.cluster.LoadBalancerCloudConfig;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.List;
import java.util.Map;

/**
 * The authority whose certificates the configuration channel of the load balancers accepts, created
 * once. It has no other use.
 */
public final class LoadBalancerAuthority extends Component {
  /**
   * A server's certificate is in its user data, which never changes, so it must be valid for longer
   * than any server runs. Its end protects nothing: a lost key is replaced with the server.
   */
  private static final String YEARS = "20";

  private final ClusterPlan plan;
  private final Output<String> lines;

  /** Creates the authority and a certificate for each load balancer that the stack can have. */
  public LoadBalancerAuthority(String name, ClusterPlan plan, Component parent) {
    super("cluster:LoadBalancerAuthority", name, parent, List.of());
    this.plan = plan;
    Command authority =
        ShellScript.runOnce(
            childName("authority"),
            "load-balancer-ca.sh",
            Map.of(
                "CLUSTER", plan.name().text(),
                "NODES", String.join(" ", ConfigurationChannel.serverNames(plan)),
                "YEARS", YEARS),
            Output.of(""),
            // Running load balancers accept no other authority.
            child().protect(plan.environment().isProduction()));
    this.lines = authority.stdout();
    complete();
  }

  /** Returns the authority's key and all certificates; secret. */
  Output<String> lines() {
    return lines;
  }

  /** Returns the user data of a load balancer; secret. */
  Output<String> userData(ServerPlan server) {
    return lines.applyValue(
        text -> {
          var certificates =
              new ConfigurationChannel.Certificates(
                  NamedPems.pem(text, "ca"), NamedPems.pem(text, server.name()));
          return Json.cloudConfig(LoadBalancerCloudConfig.of(plan, server, certificates));
        });
  }
}
