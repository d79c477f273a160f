package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request of Argo CD to a Management Cluster, of a file in src/test/resources/argo-cd.
 *
 * @param name what its author would reach
 * @param kubectl arguments of kubectl
 * @param object the input of the command
 * @param workload the resource of {@link #object} if the file has only the fields of its pod
 * @param isSeenByPolicy whether an admission policy sees the request
 */
public record ArgoCdRequest(
    String name,
    String kubectl,
    Optional<JsonNode> object,
    Optional<String> workload,
    boolean isSeenByPolicy) {
  private static final Path FOLDER = Path.of("src/test/resources/argo-cd");
  private static final String CREATE = "create -f -";

  /** A pod that the profile restricted of Pod Security accepts. */
  private static final String POD =
      """
      {"securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}},
       "containers": [{"name": "x", "image": "example.net/x",
         "securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}}}]}
      """;

  /** Returns the requests that must be refused. */
  public static List<ArgoCdRequest> chains() {
    return read("chains.yaml");
  }

  /** Returns the requests that must be accepted. */
  public static List<ArgoCdRequest> accepted() {
    return read("accepted.yaml");
  }

  private static List<ArgoCdRequest> read(String file) {
    try {
      List<ArgoCdRequest> requests = new ArrayList<>();
      for (JsonNode one : new YAMLMapper().readTree(FOLDER.resolve(file).toFile())) {
        requests.add(one.has("pod") ? workload(one) : command(one));
      }
      return requests;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static ArgoCdRequest command(JsonNode one) {
    return new ArgoCdRequest(
        one.get("chain").asText(),
        one.get("kubectl").asText(),
        Optional.ofNullable(one.get("object")),
        Optional.empty(),
        one.path("policy").asBoolean(true));
  }

  private static ArgoCdRequest workload(JsonNode one) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode pod = (ObjectNode) json.readTree(POD);
    pod.setAll((ObjectNode) one.get("pod"));
    String kind = one.path("kind").asText("Deployment");
    boolean isCronJob = kind.equals("CronJob");
    ObjectNode object = json.createObjectNode();
    object.put("apiVersion", isCronJob ? "batch/v1" : "apps/v1").put("kind", kind);
    object.putObject("metadata").put("name", "x").put("namespace", "site");
    ObjectNode spec = object.putObject("spec");
    if (isCronJob) {
      spec.put("schedule", "0 0 1 1 *");
      pod.put("restartPolicy", "Never");
      spec = spec.putObject("jobTemplate").putObject("spec");
    } else {
      spec.putObject("selector").putObject("matchLabels").put("app", "x");
    }
    ObjectNode template = spec.putObject("template");
    template.putObject("metadata").putObject("labels").put("app", "x");
    template.set("spec", pod);
    String resource = (isCronJob ? "batch/" : "apps/") + kind.toLowerCase(Locale.ROOT);
    return new ArgoCdRequest(
        one.get("chain").asText(), CREATE, Optional.of(object), Optional.of(resource + "s"), true);
  }

  @Override
  public String toString() {
    return name;
  }
}
