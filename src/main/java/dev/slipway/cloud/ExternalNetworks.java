package dev.slipway.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The external networks that a project sees, with name and id. Several can have one name.
 *
 * @param all in Neutron's order
 */
public record ExternalNetworks(List<JsonNode> all) {
  /** Copies the list. */
  public ExternalNetworks {
    all = List.copyOf(all);
  }

  /** Reads them. */
  public static ExternalNetworks read(OpenStackClient cloud) {
    String query = "/networks?router:external=true&fields=name&fields=id";
    return new ExternalNetworks(cloud.list(Service.NETWORK, query, "networks"));
  }

  /** Returns those with a name. */
  public List<JsonNode> named(String name) {
    return all.stream().filter(one -> one.path("name").asText().equals(name)).toList();
  }

  /** Returns all names, for messages. */
  public List<String> names() {
    return all.stream().map(one -> one.path("name").asText()).toList();
  }
}
