package dev.slipway.cloud;

import dev.slipway.cloud.YamlValue.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Combines an entry of clouds.yaml with its profile, its secrets and the values of its region, as
 * the OpenStack provider does. Source: gophercloud/utils, openstack/clientconfig/requests.go,
 * GetCloudFromYAML.
 */
final class CloudsYamlReader {
  private final CloudsYamlFiles files;
  private final String name;

  CloudsYamlReader(CloudsYamlFiles files, String name) {
    this.files = files;
    this.name = name;
  }

  /**
   * Returns the entry.
   *
   * @param region the region whose values win; empty for the entry's own
   */
  CloudsYamlFields read(Optional<String> region) {
    YamlValue clouds = files.clouds();
    YamlValue entry =
        entry(clouds, "clouds", name)
            .orElseThrow(
                () ->
                    new CloudException(
                        "%s: no entry clouds.%s; add it".formatted(clouds.file(), name)));
    entry = withProfile(entry);
    YamlValue secrets = files.secrets().flatMap(file -> entry(file, "clouds", name)).orElse(null);
    if (secrets != null) {
      entry = secrets.orElse(entry);
    }
    return new CloudsYamlFields(files, name, withRegion(entry, region));
  }

  private YamlValue withProfile(YamlValue entry) {
    YamlValue profile = entry.field("profile").or(() -> entry.field("cloud")).orElse(null);
    if (profile == null) {
      return entry;
    }
    YamlValue vendor =
        files
            .publicClouds()
            .flatMap(file -> entry(file, "public-clouds", profile.text()))
            .orElseThrow(
                () ->
                    new CloudException(
                        "%s: clouds.%s.profile is %s, which clouds-public.yaml does not contain; add public-clouds.%s there, or write its values here"
                            .formatted(profile.location(), name, profile.text(), profile.text())));
    return entry.orElse(vendor);
  }

  private YamlValue withRegion(YamlValue entry, Optional<String> region) {
    List<YamlValue> regions = entry.field("regions").map(YamlValue::items).orElse(List.of());
    for (YamlValue one : regions) {
      boolean named = one.field("name").map(YamlValue::text).equals(region);
      Optional<YamlValue> values = one.field("values");
      if (region.isPresent() && named && values.isPresent()) {
        return values.get().orElse(entry);
      }
    }
    return entry;
  }

  private static Optional<YamlValue> entry(YamlValue file, String group, String name) {
    Optional<YamlValue> found = file.field(group).map(entries -> entries.fields().get(name));
    found
        .filter(entry -> entry.kind() != Kind.MAPPING)
        .ifPresent(
            entry -> {
              throw new CloudException(
                  "%s: %s.%s is not a mapping".formatted(entry.location(), group, name));
            });
    return found;
  }
}
