package dev.slipway.sbom;

import com.github.packageurl.PackageURL;
import dev.slipway.document.Yaml;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A container image that a manifest names.
 *
 * @param repository with the registry, for example quay.io/cilium/cilium
 * @param tag empty if the manifest names a digest alone
 * @param digest empty if the manifest names a tag alone
 */
record ContainerImage(String repository, Optional<String> tag, Optional<String> digest) {
  private static final String DEFAULT_REGISTRY = "docker.io";

  /** Parses a reference; source: github.com/distribution/reference. */
  static ContainerImage parse(String reference) {
    String[] nameAndDigest = reference.split("@", 2);
    String name = nameAndDigest[0];
    int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
    return new ContainerImage(
        colon < 0 ? name : name.substring(0, colon),
        colon < 0 ? Optional.empty() : Optional.of(name.substring(colon + 1)),
        nameAndDigest.length == 1 ? Optional.empty() : Optional.of(nameAndDigest[1]));
  }

  /** Returns the images of the containers in a manifest, each once, sorted. */
  static List<ContainerImage> in(String manifest) {
    return Yaml.documents(manifest).stream()
        .flatMap(ContainerImage::references)
        .distinct()
        .sorted()
        .map(ContainerImage::parse)
        .sorted(Comparator.comparing(ContainerImage::repository))
        .toList();
  }

  private static Stream<String> references(Object node) {
    if (node instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .flatMap(
              one ->
                  String.valueOf(one.getKey()).endsWith("ontainers")
                          && one.getValue() instanceof Collection<?> containers
                      ? containers.stream().flatMap(ContainerImage::image)
                      : references(one.getValue()));
    }
    return node instanceof Collection<?> list
        ? list.stream().flatMap(ContainerImage::references)
        : Stream.empty();
  }

  private static Stream<String> image(Object container) {
    return container instanceof Map<?, ?> map && map.get("image") instanceof String image
        ? Stream.of(image)
        : Stream.empty();
  }

  Component component() {
    String path = hasRegistry() ? repository.substring(repository.indexOf('/') + 1) : repository;
    String name = path.substring(path.lastIndexOf('/') + 1);
    Optional<String> version = tag.or(() -> digest);
    return new Component(
        "container",
        repository,
        version,
        Optional.of(digest.map(text -> oci(name, text)).orElseGet(() -> docker(path, name))),
        Map.of());
  }

  private PackageURL oci(String name, String sha256) {
    Map<String, String> qualifiers =
        tag.map(text -> Map.of("repository_url", repository, "tag", text))
            .orElse(Map.of("repository_url", repository));
    return Component.purl("oci", "", name, sha256, qualifiers);
  }

  private PackageURL docker(String path, String name) {
    String registry =
        hasRegistry() ? repository.substring(0, repository.indexOf('/')) : DEFAULT_REGISTRY;
    String namespace = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "library";
    return Component.purl(
        "docker", namespace, name, tag.orElse("latest"), Map.of("repository_url", registry));
  }

  /** A first part with a dot or a port is a registry; otherwise it is a namespace of Docker Hub. */
  private boolean hasRegistry() {
    int slash = repository.indexOf('/');
    String first = slash < 0 ? "" : repository.substring(0, slash);
    return first.contains(".") || first.contains(":") || first.equals("localhost");
  }
}
