package dev.slipway.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A component of the document: a cluster, or software that clusters run.
 *
 * @param type its type in CycloneDX: application, container, operating-system, platform
 * @param version empty if the stack files do not choose it
 * @param purl by which scanners find its vulnerabilities; source: github.com/package-url/purl-spec
 * @param properties facts for which CycloneDX has no field, by their names
 */
record Component(
    String type,
    String name,
    Optional<String> version,
    Optional<PackageURL> purl,
    Map<String, String> properties) {

  /** Returns software that is released in a repository of GitHub with tags like v1.2.3. */
  static Component released(String type, String name, String repository, String version) {
    String[] ownerAndName = repository.split("/", -1);
    PackageURL purl = purl("github", ownerAndName[0], ownerAndName[1], "v" + version, Map.of());
    return new Component(type, name, Optional.of(version), Optional.of(purl), Map.of());
  }

  /** Returns software whose version is chosen when a server starts for the first time. */
  static Component unversioned(String type, String name, Map<String, String> properties) {
    return new Component(type, name, Optional.empty(), Optional.empty(), properties);
  }

  static PackageURL purl(
      String type, String namespace, String name, String version, Map<String, String> qualifiers) {
    try {
      return new PackageURL(
          type,
          namespace.isEmpty() ? null : namespace,
          name,
          version,
          new TreeMap<>(qualifiers),
          null);
    } catch (MalformedPackageURLException invalid) {
      throw new IllegalArgumentException(
          "\"%s/%s/%s@%s\" is not the name of a package: %s"
              .formatted(type, namespace, name, version, invalid.getMessage()),
          invalid);
    }
  }

  /** Returns what identifies it within the document. */
  String reference() {
    return purl.map(PackageURL::canonicalize).orElse(type + ":" + name);
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", type);
    document.put("bom-ref", reference());
    document.put("name", name);
    version.ifPresent(text -> document.put("version", text));
    purl.ifPresent(url -> document.put("purl", url.canonicalize()));
    if (!properties.isEmpty()) {
      document.put("properties", listed());
    }
    return document;
  }

  private List<Map<String, String>> listed() {
    return properties.entrySet().stream()
        .map(one -> Map.of("name", "slipway:" + one.getKey(), "value", one.getValue()))
        .toList();
  }
}
