package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Production follows a branch or tag of its own. */
class GitOpsRulesTest {
  private static final String OWN = "revision: production";
  private static final String REVISION = "revision: main";
  private static final String COMMIT = "revision: 0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "main, platform/slipway.git",
    "refs/heads/main, platform/slipway.git",
    "heads/main, Platform/slipway"
  })
  void refusesRevisionThatStagingFollows(String revision, String repository) {
    files.with("production", OWN, "revision: " + revision);
    files.with("production", "platform/slipway.git", repository);
    files.assertRefused(
        ("production.yaml:37: gitops.revision: \"%s\" is also followed by DIR/staging.yaml: a push"
                + " would change production at the same time as staging; choose another branch or"
                + " tag, such as production, and move it to commits that ran there")
            .formatted(revision));
  }

  @Test
  void refusesClusterCidrWithEveryAddress() {
    files.with("staging", "clusterCidrs: [", "clusterCidrs: [0.0.0.0/0, ");
    files.assertRefused(
        "staging.yaml:35: gitops.clusterCidrs[0]: 0.0.0.0/0 is every address; expected prefixes"
            + " with the API addresses of this environment's clusters, such as 198.51.100.32/27");
  }

  @Test
  void acceptsSameCommit() {
    files.with("production", OWN, COMMIT).with("staging", REVISION, COMMIT);
    assertDoesNotThrow(files::fleet);
  }

  @Test
  void acceptsSameBranchOfAnotherRepository() {
    files.with("production", OWN, "revision: main");
    files.with("production", "platform/slipway.git", "platform/releases.git");
    assertDoesNotThrow(files::fleet);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kube-system", "kube-flannel", "slipway-system", "argocd", "default"})
  void refusesNamespaceOfTheCluster(String namespace) {
    files.with("staging", REVISION, REVISION + "\n  namespaces: [site, %s]".formatted(namespace));
    files.assertRefused(
        ("staging.yaml:35: gitops.namespaces[1]: \"%s\" is a namespace of the cluster itself: an"
                + " author of the repository would become its administrator; choose another name,"
                + " such as site")
            .formatted(namespace));
  }

  @Test
  void refusesListWithoutNamespaceAndNamespaceTwice() {
    files.with("staging", REVISION, REVISION + "\n  namespaces: []");
    files.with("production", OWN, OWN + "\n  namespaces: [site, site]");
    files.assertRefused(
        "production.yaml:38: gitops.namespaces[1]: is listed twice; remove one",
        "staging.yaml:35: gitops.namespaces: is empty; expected at least one entry");
  }
}
