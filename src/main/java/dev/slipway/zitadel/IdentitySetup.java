package dev.slipway.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.plan.identity.ZitadelSettings;
import dev.slipway.value.ZitadelIds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The project and the application of an environment, whose ids API servers need before they start.
 * An object with the planned name is adopted; one that differs from the plan is changed.
 */
public final class IdentitySetup {
  private final ZitadelApi api;
  private final boolean write;
  private final List<String> actions;
  private final String organization;

  /**
   * Reads the organization of the service user.
   *
   * @param write whether anything is created or changed
   * @param actions gets a line for each object
   */
  public IdentitySetup(ZitadelApi api, boolean write, List<String> actions) {
    this.api = api;
    this.write = write;
    this.actions = actions;
    this.organization = LiveIdentity.organization(api).path("id").asText();
  }

  /** Returns the id of the organization of the service user. */
  public String organization() {
    return organization;
  }

  /**
   * Returns the ids; empty if an object does not exist and nothing may be written.
   *
   * @param environment name of the environment
   * @param project id in the stack files
   */
  public Optional<ZitadelIds> ids(String environment, Optional<String> project) {
    actions.add("organization " + organization);
    return project(environment, project)
        .flatMap(
            one ->
                application(one)
                    .map(made -> new ZitadelIds(organization, one, made.id(), made.client())));
  }

  private record Application(String id, String client) {}

  private Optional<String> project(String environment, Optional<String> given) {
    String name = ZitadelPlan.projectName(environment);
    ZitadelSettings planned = ZitadelPlan.projectSettings(environment);
    Optional<JsonNode> found =
        given.isPresent() ? Optional.of(projectOrThrow(given.get())) : projectNamed(name);
    if (found.isPresent()) {
      String id = found.get().path("id").asText();
      change("project " + name, id, found.get(), planned, "/projects/" + id);
      return Optional.of(id);
    }
    return create("project " + name, "/projects", LiveSettings.request(planned))
        .map(made -> made.path("id").asText());
  }

  private JsonNode projectOrThrow(String id) {
    return api.get("/projects/" + id)
        .map(one -> one.path("project"))
        .orElseThrow(
            () ->
                new ZitadelException(
                    "project %s of the stack files does not exist in the organization of the key"
                        .formatted(id)));
  }

  private Optional<JsonNode> projectNamed(String name) {
    Map<String, Object> query = Map.of("name", name, "method", "TEXT_QUERY_METHOD_EQUALS");
    return api.search("/projects", Map.of("queries", List.of(Map.of("nameQuery", query)))).stream()
        .findFirst();
  }

  private Optional<Application> application(String project) {
    String path = "/projects/" + project + "/apps";
    String name = "application " + ZitadelPlan.APPLICATION;
    Optional<JsonNode> found =
        api.search(path, Map.of()).stream()
            .filter(one -> one.path("name").asText().equals(ZitadelPlan.APPLICATION))
            .findFirst();
    if (found.isPresent()) {
      String id = found.get().path("id").asText();
      JsonNode config = found.get().path("oidcConfig");
      change(name, id, config, ZitadelPlan.application(), path + "/" + id + "/oidc_config");
      return Optional.of(new Application(id, config.path("clientId").asText()));
    }
    Map<String, Object> body = new TreeMap<>(LiveSettings.request(ZitadelPlan.application()));
    body.put("name", ZitadelPlan.APPLICATION);
    return create(name, path + "/oidc", body)
        .map(made -> new Application(made.path("appId").asText(), made.path("clientId").asText()));
  }

  private Optional<JsonNode> create(String name, String path, Map<String, Object> body) {
    actions.add(name + (write ? ": created" : ": would be created"));
    return write ? Optional.of(api.post(path, body)) : Optional.empty();
  }

  private void change(String name, String id, JsonNode live, ZitadelSettings planned, String path) {
    List<LiveSettings.Difference> differences = LiveSettings.differences(live, planned);
    actions.add("%s: exists, id %s".formatted(name, id));
    differences.forEach(
        one -> actions.add("  " + one + (write ? ": changed" : ": would be changed")));
    if (write && !differences.isEmpty()) {
      api.put(path, LiveSettings.request(planned));
    }
  }
}
