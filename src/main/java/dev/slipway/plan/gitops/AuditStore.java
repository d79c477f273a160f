package dev.slipway.plan.gitops;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.IpAddress;
import dev.slipway.value.Traffic;
import java.util.Map;
import java.util.TreeMap;

/**
 * The log store of an Ops Cluster: what the stack creates for the DaemonSet of {@code
 * gitops/apps/audit-store}, and where clusters send their events.
 */
public final class AuditStore {
  /** Name of the namespace, the DaemonSet and the app, and of the server's certificate. */
  public static final String NAME = "audit-store";

  /** Name of the ConfigMap with the environment variables of {@link #settings}. */
  public static final String SETTINGS = "audit-store-settings";

  /** Name of the Secret with a certificate, in the namespaces of the store and the shippers. */
  public static final String CERTIFICATE = "audit-store-certificate";

  private AuditStore() {}

  /** Returns the environment variables of the store. */
  public static Map<String, String> settings(ClusterPlan ops) {
    int days = ops.auditSinks().orElseThrow().store().days();
    // A digest is made of the text, so the order is always the same.
    return new TreeMap<>(Map.of("ENVIRONMENT", ops.environment().text(), "RETENTION", days + "d"));
  }

  /** Returns the address and port at which a cluster reaches the store of its Ops Cluster. */
  static String address(ClusterPlan cluster, ClusterPlan ops) {
    IpAddress address =
        cluster.name().equals(ops.name())
            ? ops.endpoint().address()
            : ops.endpoint().externalAddress();
    return address + ":" + Traffic.AUDIT_STORE.first();
  }
}
