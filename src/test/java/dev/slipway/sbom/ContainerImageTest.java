package dev.slipway.sbom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References of container images as package URLs. */
class ContainerImageTest {
  private static final String DIGEST = "sha256:" + "0a".repeat(32);

  @ParameterizedTest
  @CsvSource({
    "quay.io/argoproj/argocd:v3.5.7, pkg:docker/argoproj/argocd@v3.5.7?repository_url=quay.io",
    "redis:8.2, pkg:docker/library/redis@8.2?repository_url=docker.io",
    "redis, pkg:docker/library/redis@latest?repository_url=docker.io",
    "example/a, pkg:docker/example/a@latest?repository_url=docker.io",
    "localhost:5000/a:1, pkg:docker/library/a@1?repository_url=localhost%3A5000",
    "r.example.net/a/b/c:1, pkg:docker/a/b/c@1?repository_url=r.example.net"
  })
  void isFoundByItsTag(String reference, String purl) {
    assertEquals(purl.replace("%2F", "/"), ContainerImage.parse(reference).component().reference());
  }

  @Test
  void isFoundByItsDigest() {
    Component image = ContainerImage.parse("quay.io/cilium/cilium:v1.20.2@" + DIGEST).component();
    assertEquals(
        "pkg:oci/cilium@sha256%3A"
            + "0a".repeat(32)
            + "?repository_url=quay.io%2Fcilium%2Fcilium&tag=v1.20.2",
        image.reference());
    assertEquals("v1.20.2", image.version().orElseThrow());
    Component untagged = ContainerImage.parse("quay.io/cilium/cilium@" + DIGEST).component();
    assertEquals(DIGEST, untagged.version().orElseThrow());
  }

  @Test
  void ofEveryContainerIsListedOnce() {
    String manifest =
        """
        kind: Deployment
        spec:
          template:
            spec:
              initContainers: [{ name: a, image: "b.example/z:1" }]
              containers: [{ name: b, image: "b.example/a:2" }, { name: c, image: "b.example/z:1" }]
              ephemeralContainers: [{ name: d, image: "b.example/d:3" }, { name: none }]
        ---
        kind: ConfigMap
        data: { image: "b.example/no-container:1" }
        """;
    assertEquals(
        List.of("b.example/a", "b.example/d", "b.example/z"),
        ContainerImage.in(manifest).stream().map(ContainerImage::repository).toList());
  }

  @Test
  void withoutANameIsRefused() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> ContainerImage.parse("quay.io/:v1").component());
    assertEquals(
        "\"docker/library/@v1\" is not the name of a package: The PackageURL name specified is"
            + " invalid",
        refusal.getMessage());
  }
}
