package dev.slipway.plan.gitops;

import dev.slipway.plan.gitops.ArgoCdPermissions.Grant;
import dev.slipway.plan.gitops.ArgoCdPermissions.Kind;
import dev.slipway.plan.model.AuditSinks;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.ArchiveLock;
import dev.slipway.value.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The audit shipper of a cluster's control-plane nodes: what the stack creates for the DaemonSet of
 * {@code gitops/apps/audit-shipper}, and what Argo CD may write for it; docs/adr/0053.
 */
public final class AuditShipper {
  /** Name of the namespace, the service account, the DaemonSet and the app. */
  public static final String NAME = "audit-shipper";

  /** Name of the ConfigMap with the environment variables of {@link #settings}. */
  public static final String SETTINGS = "audit-sinks";

  /** Name of the Secret with the key that decrypts the credentials of the sinks. */
  public static final String AGE_KEY = "age-key";

  /** The entry of that Secret. Source: SOPS documentation, {@code SOPS_AGE_KEY_FILE}. */
  public static final String AGE_KEY_FILE = "keys.txt";

  /** The path of the API server that the shipper's heartbeat reads. */
  public static final String HEARTBEAT = "/livez/ping";

  /** Annotation of a cluster's Secret at Argo CD; its app restarts the shipper when it changes. */
  static final String DIGEST = "slipway.dev/audit-sinks";

  static final List<Kind> WRITTEN =
      List.of(new Kind("", "ConfigMap", "configmaps"), new Kind("apps", "DaemonSet", "daemonsets"));

  private AuditShipper() {}

  /** Returns the permissions of Argo CD in the namespace. */
  public static List<Grant> permissions() {
    return ArgoCdPermissions.writing(WRITTEN);
  }

  /**
   * Returns the environment variables with the names of its cluster and the sinks. The Ops stack
   * writes the same digest as an annotation of the pods, which wait until both are equal.
   */
  public static Map<String, String> settings(ClusterPlan plan, ClusterPlan ops) {
    Map<String, String> settings = new TreeMap<>(sinks(plan, ops));
    settings.put("DIGEST", digestOf(plan, ops));
    return settings;
  }

  private static Map<String, String> sinks(ClusterPlan plan, ClusterPlan ops) {
    return settings(plan, ops.auditSinks().orElseThrow(), AuditStore.address(plan, ops));
  }

  private static String digestOf(ClusterPlan plan, ClusterPlan ops) {
    return Sha256.of(sinks(plan, ops) + "" + AuditStore.settings(ops)).hex();
  }

  static Map<String, String> settings(ClusterPlan plan, AuditSinks sinks, String store) {
    AuditSinks.Archive archive = sinks.archive();
    boolean byHeader = archive.lock() == ArchiveLock.HEADER;
    Map<String, String> settings = new TreeMap<>();
    settings.put("CLUSTER", plan.name().text());
    settings.put("ENVIRONMENT", plan.environment().text());
    settings.put("STORE_ADDRESS", store);
    settings.put("ARCHIVE_ENDPOINT", archive.endpoint().toString());
    settings.put("ARCHIVE_REGION", archive.region());
    settings.put("ARCHIVE_BUCKET", archive.bucket().toString());
    settings.put("ARCHIVE_LOCK", archive.lock().text());
    // The shipper refuses days that the bucket's default retention decides.
    settings.put("ARCHIVE_RETENTION_DAYS", byHeader ? String.valueOf(archive.days()) : "0");
    settings.put("SIEM_CONFIG", sinks.siem().isPresent() ? "siem.yaml" : "none.yaml");
    settings.put("SECRETS", String.join(" ", secrets(sinks)));
    sinks.siem().ifPresent(siem -> settings.put("SIEM_ENDPOINT", siem.toString()));
    return settings;
  }

  /** Returns the keys of the encrypted file. */
  private static List<String> secrets(AuditSinks sinks) {
    List<String> keys = new ArrayList<>(List.of("archive-access-key", "archive-secret-key"));
    if (sinks.siem().isPresent()) {
      keys.addAll(List.of("siem-client-certificate", "siem-client-key"));
    }
    return keys;
  }

  /** Returns the annotation; none if events are not sent. */
  static Map<String, String> digest(ClusterPlan plan, ClusterPlan ops) {
    return ops.auditSinks().isEmpty() ? Map.of() : Map.of(DIGEST, digestOf(plan, ops));
  }
}
