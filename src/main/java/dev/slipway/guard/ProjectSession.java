package dev.slipway.guard;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.CloudsYamlEntry;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.plan.model.ClusterPlan;
import java.util.Map;

/**
 * A session with the OpenStack project that the stack file names. Commands and programs use no
 * other, so that all read clouds.yaml in the same way, and none works in another project.
 *
 * @param entry the credential, with which a program's provider opens its own session
 */
public record ProjectSession(CloudsYamlEntry entry, OpenStackClient client) {

  /** Opens a session with the environment variables of the process. */
  public static ProjectSession open(ClusterPlan plan) {
    return open(plan, System.getenv());
  }

  /**
   * Opens a session.
   *
   * @throws CloudException if the credential belongs to another project, or to another Keystone or
   *     region than the stack file names
   */
  public static ProjectSession open(ClusterPlan plan, Map<String, String> environment) {
    return open(
        new StackProject(plan.name(), plan.environment(), plan.cloud(), plan.project()),
        environment);
  }

  /**
   * Opens a session for a stack without a plan: its file does not have all addresses yet.
   *
   * @throws CloudException as for a plan
   */
  public static ProjectSession open(StackProject stack, Map<String, String> environment) {
    CloudsYamlEntry entry =
        CloudsYamlEntry.find(stack.cloud(), stack.project().region(), environment);
    stack.project().authUrl().ifPresent(url -> requireAuthUrl(stack, entry, url));
    OpenStackClient client = OpenStackClient.open(entry);
    requireProject(stack, entry, client);
    return new ProjectSession(entry, client);
  }

  /** Keystone must be the right one before it receives the secret. */
  private static void requireAuthUrl(StackProject stack, CloudsYamlEntry entry, String expected) {
    if (!normalized(entry.authUrl()).equals(normalized(expected))) {
      throw new CloudException(
          "%s: clouds.%s.auth.auth_url is %s, and project.authUrl of stack %s is %s; correct the wrong one"
              .formatted(entry.location(), entry.name(), entry.authUrl(), stack.name(), expected));
    }
  }

  private static String normalized(String url) {
    return url.replaceFirst("/*(/v3)?/*$", "");
  }

  private static void requireProject(
      StackProject stack, CloudsYamlEntry entry, OpenStackClient client) {
    String expected = stack.project().id();
    if (!client.projectId().equals(expected)) {
      throw new CloudException(
          "%s: the credential of clouds.%s belongs to project %s (%s), and project.id of stack %s is %s; use a credential of that project"
              .formatted(
                  entry.location(),
                  entry.name(),
                  client.projectId(),
                  client.projectName(),
                  stack.name(),
                  expected));
    }
    refuseNameOfAnotherEnvironment(stack, client);
    refuseRoleInEveryProject(entry, client);
  }

  /**
   * OpenStack's policies do not ask in which project a user has the role admin: the names that a
   * command or the provider looks up would also be found in the projects of other environments.
   */
  private static void refuseRoleInEveryProject(CloudsYamlEntry entry, OpenStackClient client) {
    if (client.roles().contains("admin")) {
      throw new CloudException(
          "%s: the credential of clouds.%s has the role admin, which is valid in every project of the cloud; create one without it: openstack application credential create --role member"
              .formatted(entry.location(), entry.name()));
    }
  }

  /** The id in the stack file can be wrong too. */
  private static void refuseNameOfAnotherEnvironment(StackProject stack, OpenStackClient client) {
    String name = client.projectName();
    stack
        .environment()
        .otherIn(name)
        .ifPresent(
            other -> {
              throw new CloudException(
                  "project.id of stack %s is %s, whose name %s belongs to environment %s; use a project of %s"
                      .formatted(
                          stack.name(),
                          client.projectId(),
                          name,
                          other.text(),
                          stack.environment().text()));
            });
  }
}
