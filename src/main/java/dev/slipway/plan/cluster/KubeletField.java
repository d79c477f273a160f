package dev.slipway.plan.cluster;

import dev.slipway.document.Json;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fields of the kubelet's configuration that a patch may set. Excluded are those for which Talos or
 * the kubelet has defaults that another value switches off, such as {@code evictionHard} and {@code
 * systemReserved}, and those whose value depends on another field: the kubelet does not start with
 * a wrong pair. Source: {@code KubeletConfiguration} of {@code kubelet.config.k8s.io/v1beta1}, and
 * its validation.
 */
enum KubeletField {
  /** The kubelet requires two. */
  CONTAINER_LOG_MAX_FILES("containerLogMaxFiles", "[2-9]|[1-9][0-9]", "2 to 99"),
  CONTAINER_LOG_MAX_SIZE("containerLogMaxSize", "\"[1-9][0-9]{0,3}(Mi|Gi)\"", "as \"10Mi\""),
  /** Hours, because it must be more than the minimum, which is two minutes. */
  IMAGE_MAXIMUM_GC_AGE("imageMaximumGCAge", "\"[1-9][0-9]{0,3}h\"", "as \"720h\""),
  /** A node has 254 addresses for pods. */
  MAX_PODS("maxPods", "[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|250", "1 to 250");

  private final String field;
  private final Pattern form;
  private final String values;

  /**
   * A field.
   *
   * @param form of the value's JSON
   * @param values the same in words
   */
  KubeletField(String field, String form, String values) {
    this.field = field;
    this.form = Pattern.compile(form);
    this.values = values;
  }

  /** Whether the kubelet's configuration may have the value. */
  static boolean allows(List<String> keys, Object value) {
    return Arrays.stream(values())
        .anyMatch(
            one ->
                keys.equals(List.of(one.field)) && one.form.matcher(Json.write(value)).matches());
  }

  /** Returns the fields, for messages. */
  static String expected() {
    return Arrays.stream(values())
        .map(one -> one.field + " " + one.values)
        .collect(Collectors.joining(", "));
  }
}
