package dev.slipway.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.plan.identity.ZitadelSettings;
import dev.slipway.value.ZitadelClientId;
import dev.slipway.value.ZitadelId;
import dev.slipway.value.ZitadelIds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The project and the application of an environment, whose ids API servers need before they start.
 * An object with the planned name is adopted; one that differs from the plan is changed.
 */
public final class IdentitySetup {
  private final ZitadelApi api;
  private final boolean write;
  private final List<String> actions;
  private final JsonNode organization;

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
    this.organization = LiveIdentity.organization(api);
  }

  /** Returns the id of the organization of the service user. */
  public ZitadelId organization() {
    return id("organization", organization, "id");
  }

  /** Returns the name of that organization. */
  public String organizationName() {
    return organization.path("name").asText();
  }

  /**
   * Returns the ids; empty if an object does not exist and nothing may be written.
   *
   * @param environment name of the environment
   * @param project id in the stack files
   */
  public Optional<ZitadelIds> ids(String environment, Optional<String> project) {
    actions.add("organization %s (%s)".formatted(organization(), organizationName()));
    return project(environment, project)
        .flatMap(
            one ->
                application(one)
                    .map(made -> new ZitadelIds(organization(), one, made.id(), made.client())));
  }

  private record Application(ZitadelId id, ZitadelClientId client) {}

  private Optional<ZitadelId> project(String environment, Optional<String> given) {
    String name = ZitadelPlan.projectName(environment);
    ZitadelSettings planned = ZitadelPlan.projectSettings(environment);
    Optional<JsonNode> found =
        given.isPresent() ? Optional.of(projectOrThrow(given.get())) : projectNamed(name);
    if (found.isPresent()) {
      ZitadelId id = id("project", found.get(), "id");
      change("project " + name, id, found.get(), planned, "/projects/" + id);
      return Optional.of(id);
    }
    return create("project " + name, "/projects", LiveSettings.request(planned))
        .map(made -> id("project", made, "id"));
  }

  private JsonNode projectOrThrow(String id) {
    return LiveIdentity.project(api, id)
        .orElseThrow(
            () ->
                new ZitadelException(
                    "project %s of the stack files does not exist in the organization of the key"
                        .formatted(id)));
  }

  private Optional<JsonNode> projectNamed(String name) {
    Map<String, Object> query = Map.of("name", name, "method", "TEXT_QUERY_METHOD_EQUALS");
    return only(
        "project " + name,
        named(
            name, api.search("/projects", Map.of("queries", List.of(Map.of("nameQuery", query))))));
  }

  /** Selects by name: a server ignores a query that it does not support. */
  private static List<JsonNode> named(String name, List<JsonNode> all) {
    return all.stream().filter(one -> one.path("name").asText().equals(name)).toList();
  }

  private static Optional<JsonNode> only(String name, List<JsonNode> found) {
    if (found.size() > 1) {
      throw new ZitadelException(
          "Zitadel has %d objects %s: %s; write the right id to the stack files"
              .formatted(
                  found.size(),
                  name,
                  String.join(", ", found.stream().map(one -> one.path("id").asText()).toList())));
    }
    return found.stream().findFirst();
  }

  private static ZitadelId id(String name, JsonNode object, String field) {
    return parsed(name, field, object.path(field).asText(), ZitadelId::parse);
  }

  /** Reads an id strictly, because it becomes text of stack files. */
  private static <T> T parsed(String name, String field, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException invalid) {
      throw new ZitadelException(
          "Zitadel returned the %s \"%s\" of an %s: it %s"
              .formatted(field, text, name, invalid.getMessage()));
    }
  }

  private Optional<Application> application(ZitadelId project) {
    String path = "/projects/" + project + "/apps";
    String name = "application " + ZitadelPlan.APPLICATION;
    Optional<JsonNode> found =
        only(name, named(ZitadelPlan.APPLICATION, api.search(path, Map.of())));
    if (found.isPresent()) {
      ZitadelId id = id("application", found.get(), "id");
      JsonNode config = found.get().path("oidcConfig");
      Application adopted = new Application(id, client(config));
      change(name, id, config, ZitadelPlan.application(), path + "/" + id + "/oidc_config");
      return Optional.of(adopted);
    }
    Map<String, Object> body = new TreeMap<>(LiveSettings.request(ZitadelPlan.application()));
    body.put("name", ZitadelPlan.APPLICATION);
    return create(name, path + "/oidc", body)
        .map(made -> new Application(id("application", made, "appId"), client(made)));
  }

  private static ZitadelClientId client(JsonNode config) {
    return parsed(
        "application", "clientId", config.path("clientId").asText(), ZitadelClientId::parse);
  }

  private Optional<JsonNode> create(String name, String path, Map<String, Object> body) {
    actions.add(name + (write ? ": created" : ": would be created"));
    return write ? Optional.of(api.post(path, body)) : Optional.empty();
  }

  private void change(
      String name, ZitadelId id, JsonNode live, ZitadelSettings planned, String path) {
    List<LiveSettings.Difference> differences = LiveSettings.differences(live, planned);
    actions.add("%s: exists, id %s".formatted(name, id));
    differences.forEach(
        one -> actions.add("  " + one + (write ? ": changed" : ": would be changed")));
    if (write && !differences.isEmpty()) {
      api.put(path, LiveSettings.request(planned));
    }
  }
}
