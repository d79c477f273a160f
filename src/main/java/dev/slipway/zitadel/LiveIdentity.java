package dev.slipway.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of one environment in Zitadel.
 *
 * @param key the description of the service user's key
 * @param organization the organization of the service user
 * @param project missing if the organization has no project with the id
 * @param projectGrants the organizations that may grant roles of the project
 * @param grants the grants of the project's roles to users
 */
public record LiveIdentity(
    JsonNode key,
    JsonNode organization,
    JsonNode project,
    List<JsonNode> roles,
    List<JsonNode> projectGrants,
    List<JsonNode> applications,
    JsonNode loginPolicy,
    List<JsonNode> grants) {

  /** Copies the lists. */
  public LiveIdentity {
    roles = List.copyOf(roles);
    projectGrants = List.copyOf(projectGrants);
    applications = List.copyOf(applications);
    grants = List.copyOf(grants);
  }

  /** Reads it. */
  public static LiveIdentity read(ZitadelApi api, String project) {
    JsonNode organization = organization(api);
    JsonNode policy = api.get("/policies/login", "policy");
    Optional<JsonNode> found = project(api, project);
    if (found.isEmpty()) {
      return new LiveIdentity(
          api.key(),
          organization,
          MissingNode.getInstance(),
          List.of(),
          List.of(),
          List.of(),
          policy,
          List.of());
    }
    String path = "/projects/" + project;
    return new LiveIdentity(
        api.key(),
        organization,
        found.get(),
        api.search(path + "/roles", Map.of()),
        api.search(path + "/grants", Map.of()),
        api.search(path + "/apps", Map.of()),
        policy,
        api.search("/users/grants", grantsOf(project)));
  }

  /** Returns the organization of the service user. */
  static JsonNode organization(ZitadelApi api) {
    return api.get("/orgs/me", "org");
  }

  /**
   * Returns a project; empty if the organization has none with the id.
   *
   * @throws ZitadelException if Zitadel returns another one
   */
  static Optional<JsonNode> project(ZitadelApi api, String id) {
    Optional<JsonNode> found = api.get("/projects/" + id).map(one -> one.path("project"));
    found
        .filter(one -> !one.path("id").asText().equals(id))
        .ifPresent(
            other -> {
              throw new ZitadelException(
                  "Zitadel returned the project \"%s\" for the id %s"
                      .formatted(other.path("id").asText(), id));
            });
    return found;
  }

  private static Map<String, Object> grantsOf(String project) {
    return Map.of("queries", List.of(Map.of("projectIdQuery", Map.of("projectId", project))));
  }
}
