package dev.slipway.config;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** URLs at ports of a cluster's own servers. */
class UrlPortRulesTest {
  private static final String REST =
      ": security groups would allow it to the whole Internet, other environments included; use"
          + " another port, or list the servers in network.httpsPrefixes";
  private static final String REPOSITORY = "https://git.example.net/";

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "2380, etcd (tcp 2379-2380)",
    "4240, Cilium health (tcp 4240)",
    "6443, Kubernetes API (tcp 6443)",
    "10250, kubelet (tcp 10250)",
    "50000, Talos API (tcp 50000)",
    "50445, load balancer configuration channel (tcp 50445)"
  })
  void refusesRepositoryAtPortOfACluster(int port, String traffic) {
    String url = "https://git.example.net:%d/".formatted(port);
    files
        .with("staging", REPOSITORY, url)
        .assertRefused(
            "staging.yaml:33: gitops.repository: \"%splatform/slipway.git\" has the port of %s%s"
                .formatted(url, traffic, REST));
  }

  @Test
  void refusesIssuerAndMirror() {
    files
        .with(
            "staging",
            "issuer: https://login.example.net",
            "issuer: https://login.example.net:6443")
        .with(
            "staging",
            "access:",
            "registryMirrors: { docker.io: https://a.example.net:50000 }\naccess:")
        .assertRefused(
            "staging.yaml:25: registryMirrors.docker.io: \"https://a.example.net:50000\" has the"
                + " port of Talos API (tcp 50000)"
                + REST,
            "staging.yaml:29: identity.issuer: \"https://login.example.net:6443\" has the port of"
                + " Kubernetes API (tcp 6443)"
                + REST);
  }

  @Test
  void acceptsAnotherPort() {
    files.with("staging", REPOSITORY, "https://git.example.net:8443/").plan();
  }

  /** The rule then has the prefixes, which contain no address of a cluster. */
  @Test
  void acceptsPortOfAClusterInNamedPrefixes() {
    files.with("production", REPOSITORY, "https://git.example.net:6443/").plan();
  }
}
