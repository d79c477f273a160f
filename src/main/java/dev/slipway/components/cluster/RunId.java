package dev.slipway.components.cluster;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.value.Sha256;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An input of a command that is another one after each change of the command's other inputs, a
 * change back included. Pulumi keeps the former inputs of a command whose run failed, so without it
 * an edit that failed and its undo would be no difference; docs/adr/0025.
 */
public final class RunId {
  /** Name of the environment variable that contains it. */
  static final String VARIABLE = "RUN";

  private static final String SUFFIX = "-run";

  private RunId() {}

  /** Returns the name of the resource that keeps the run ID of a command. */
  public static String nameFor(String command) {
    return command + SUFFIX;
  }

  /**
   * Returns the environment with the run ID. The resource that keeps it is updated before the
   * command runs: a small command of its own with the digest of the inputs.
   *
   * @param options of the command: the run ID has the same parent and waits for the same resources
   */
  static Output<Map<String, String>> add(
      String command,
      List<String> texts,
      Output<Map<String, String>> environment,
      Output<String> stdin,
      CustomResourceOptions options) {
    Output<Map<String, String>> inputs =
        Output.tuple(environment, stdin)
            .applyValue(all -> Map.of("INPUTS", digest(texts, all.t1, all.t2)));
    CustomResourceOptions.Builder own =
        CustomResourceOptions.builder().dependsOn(options.getDependsOn());
    options.getParent().ifPresent(own::parent);
    Output<String> id =
        ShellScript.run(nameFor(command), "run-id.sh", inputs, Output.of(""), own).stdout();
    return Output.tuple(environment, id.asPlaintext())
        .applyValue(
            both -> {
              Map<String, String> all = new TreeMap<>(both.t1);
              all.put(VARIABLE, both.t2);
              return all;
            });
  }

  private static String digest(List<String> texts, Map<String, String> environment, String stdin) {
    String all = String.join("\0", texts) + "\0" + new TreeMap<>(environment) + "\0" + stdin;
    return Sha256.of(all).toString();
  }
}
