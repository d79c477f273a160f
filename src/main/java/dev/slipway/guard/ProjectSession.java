package dev.slipway.guard;

import dev.slipway.cloud.CloudsYamlEntry;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.plan.model.ClusterPlan;
import java.util.Map;
import java.util.Optional;

/**
 * A session with the OpenStack project of a stack. Commands and programs use no other, so that all
 * read clouds.yaml in the same way.
 *
 * @param entry the credential, with which a program's provider opens its own session
 */
public record ProjectSession(CloudsYamlEntry entry, OpenStackClient client) {

  /** Opens a session with the environment variables of the process. */
  public static ProjectSession open(ClusterPlan plan) {
    return open(plan, System.getenv());
  }

  /** Opens a session. */
  public static ProjectSession open(ClusterPlan plan, Map<String, String> environment) {
    CloudsYamlEntry entry = CloudsYamlEntry.find(plan.cloud(), Optional.empty(), environment);
    return new ProjectSession(entry, OpenStackClient.open(entry));
  }
}
