package dev.slipway.status;

import dev.slipway.change.SetOnce;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A version in a stack file, and the one that the last completed update recorded.
 *
 * @param software the key of the stack file, for example {@code kubernetes}
 */
public record SoftwareVersion(String software, String file, Optional<String> recorded) {
  private static final List<String> SOFTWARE = List.of("kubernetes", "talos", "cilium");

  /**
   * Returns the versions of a stack.
   *
   * @param recorded values of the state by the key of the stack file
   */
  static List<SoftwareVersion> of(ClusterPlan plan, Map<String, String> recorded) {
    Map<String, String> file = SetOnce.of(plan);
    return SOFTWARE.stream()
        .map(
            key ->
                new SoftwareVersion(
                    key,
                    withoutDigest(file.getOrDefault(key, "")),
                    Optional.ofNullable(recorded.get(key)).map(SoftwareVersion::withoutDigest)))
        .toList();
  }

  private static String withoutDigest(String value) {
    return value.split(" ", 2)[0];
  }

  /** Returns whether the recorded version is another one. */
  public boolean isDifferent() {
    return recorded.isPresent() && !recorded.get().equals(file);
  }
}
