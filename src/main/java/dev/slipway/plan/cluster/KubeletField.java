package dev.slipway.plan.cluster;

import dev.slipway.document.Json;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Fields of the kubelet's configuration that a patch may set: what the kubelet keeps free, evicts
 * and removes. Source: {@code KubeletConfiguration} of {@code kubelet.config.k8s.io/v1beta1}.
 */
enum KubeletField {
  CONTAINER_LOG_MAX_FILES("containerLogMaxFiles", Form.SMALL),
  CONTAINER_LOG_MAX_SIZE("containerLogMaxSize", Form.QUANTITY),
  EVICTION_HARD("evictionHard", Form.THRESHOLD, Inner.SIGNALS),
  EVICTION_SOFT("evictionSoft", Form.THRESHOLD, Inner.SIGNALS),
  EVICTION_SOFT_GRACE_PERIOD("evictionSoftGracePeriod", Form.DURATION, Inner.SIGNALS),
  IMAGE_GC_HIGH("imageGCHighThresholdPercent", Form.PERCENT),
  IMAGE_GC_LOW("imageGCLowThresholdPercent", Form.PERCENT),
  IMAGE_MAXIMUM_GC_AGE("imageMaximumGCAge", Form.DURATION),
  IMAGE_MINIMUM_GC_AGE("imageMinimumGCAge", Form.DURATION),
  KUBE_RESERVED("kubeReserved", Form.QUANTITY, Inner.RESOURCES),
  MAX_PARALLEL_IMAGE_PULLS("maxParallelImagePulls", Form.SMALL),
  /** A node has 254 addresses for pods. */
  MAX_PODS("maxPods", "[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|250"),
  SERIALIZE_IMAGE_PULLS("serializeImagePulls", "true|false"),
  SHUTDOWN_GRACE_PERIOD("shutdownGracePeriod", Form.DURATION),
  SHUTDOWN_GRACE_PERIOD_CRITICAL_PODS("shutdownGracePeriodCriticalPods", Form.DURATION),
  SYSTEM_RESERVED("systemReserved", Form.QUANTITY, Inner.RESOURCES);

  private final String field;
  private final Pattern form;
  private final String inner;

  KubeletField(String field, String form) {
    this(field, form, "");
  }

  /**
   * A field.
   *
   * @param form of the value's JSON
   * @param inner keys below the field, with spaces between; empty if it is one value
   */
  KubeletField(String field, String form, String inner) {
    this.field = field;
    this.form = Pattern.compile(form);
    this.inner = inner;
  }

  /** Whether the kubelet's configuration may have the value. */
  static boolean allows(List<String> keys, Object value) {
    return Arrays.stream(values()).anyMatch(one -> one.matches(keys, value));
  }

  private boolean matches(List<String> keys, Object value) {
    boolean isHere =
        inner.isEmpty()
            ? keys.equals(List.of(field))
            : keys.size() == 2 && keys.get(0).equals(field) && inner().contains(keys.get(1));
    return isHere && form.matcher(Json.write(value)).matches();
  }

  private List<String> inner() {
    return List.of(inner.split(" ", -1));
  }

  /** Returns the fields, for messages. */
  static String expected() {
    return "values for "
        + String.join(", ", Arrays.stream(values()).map(Object::toString).toList());
  }

  @Override
  public String toString() {
    return inner.isEmpty() ? field : field + " (" + String.join(", ", inner()) + ")";
  }

  /** Forms of JSON values. */
  private static final class Form {
    static final String SMALL = "[1-9][0-9]?";
    static final String PERCENT = "[1-9][0-9]?|100";
    static final String QUANTITY = "\"[0-9]{1,9}(m|Ki|Mi|Gi)?\"";
    static final String THRESHOLD = "\"([0-9]{1,9}(Ki|Mi|Gi)?|[0-9]{1,2}%)\"";
    static final String DURATION = "\"[0-9]{1,6}(s|m|h)\"";
  }

  /** Keys below a field. */
  private static final class Inner {
    static final String RESOURCES = "cpu ephemeral-storage memory pid";
    static final String SIGNALS =
        "imagefs.available imagefs.inodesFree memory.available nodefs.available"
            + " nodefs.inodesFree pid.available";
  }
}
