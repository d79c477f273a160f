package dev.slipway.components.cluster;

import com.pulumi.command.local.Command;
import com.pulumi.core.Output;
import dev.slipway.components.base.Component;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;

/**
 * The authority of the certificates with which the clusters of an environment send audit events to
 * its log store, created once. It has no other use.
 */
public final class AuditAuthority extends Component {
  /** The output of an Ops stack with the key and the certificate; secret. */
  public static final String OUTPUT = "auditAuthority";

  /** Its certificates have the same. A lost key is replaced with the authority. */
  static final String YEARS = "20";

  private final Output<String> lines;

  /** Creates the authority of the environment of an Ops Cluster. */
  public AuditAuthority(String name, ClusterPlan ops, Component parent) {
    super("cluster:AuditAuthority", name, parent, List.of());
    Command authority =
        ShellScript.runOnce(
            childName("authority"),
            "audit-ca.sh",
            Map.of("ENVIRONMENT", ops.environment().text(), "YEARS", YEARS),
            Output.of(""),
            // The log store accepts no other authority.
            child().protect(ops.environment().isProduction()));
    this.lines = authority.stdout();
    complete();
  }

  /** Returns the key and the certificate; secret. */
  public Output<String> lines() {
    return lines;
  }
}
