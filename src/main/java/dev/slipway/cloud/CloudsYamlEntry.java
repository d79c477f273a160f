package dev.slipway.cloud;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of clouds.yaml with an application credential, which belongs to one OpenStack project.
 *
 * @param location file and line of the entry
 * @param region the region of all services; empty takes the first endpoint of each
 * @param endpointInterface {@code public}, {@code internal} or {@code admin}
 * @param caCertificates CA certificates in PEM, which replace the system's
 */
public record CloudsYamlEntry(
    String name,
    String location,
    String authUrl,
    ApplicationCredential credential,
    Optional<String> region,
    String endpointInterface,
    Optional<String> caCertificates) {

  /**
   * Reads {@code clouds.<name>}, with all that the OpenStack provider would combine it with.
   *
   * @param region the region that the entry must have; empty for any
   * @param environment the environment variables of the process
   */
  public static CloudsYamlEntry find(
      String name, Optional<String> region, Map<String, String> environment) {
    return find(name, region, Path.of("").toAbsolutePath(), environment);
  }

  /**
   * Reads {@code clouds.<name>} as a process in {@code folder}.
   *
   * @param region the region that the entry must have; empty for any
   */
  static CloudsYamlEntry find(
      String name, Optional<String> region, Path folder, Map<String, String> environment) {
    OpenStackVariables.refuse(environment);
    CloudsYamlFiles files = CloudsYamlFiles.of(folder, environment);
    return new CloudsYamlReader(files, name).read(region).toEntry(region);
  }

  /** Returns the entry's name and URL, never its secret. */
  @Override
  public String toString() {
    return "cloud " + name + " at " + authUrl;
  }
}
