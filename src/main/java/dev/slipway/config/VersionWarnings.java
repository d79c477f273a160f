package dev.slipway.config;

import dev.slipway.value.GlanceImage;
import dev.slipway.value.Sha256;
import dev.slipway.value.TalosVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Warns about version keys that have no effect, because what they name was not changed too. */
final class VersionWarnings {
  private static final Pattern VERSION = Pattern.compile("(?<![\\d.])\\d+\\.\\d+\\.\\d+(?![\\d.])");

  private final List<StackFile> files;
  private final ProblemCollector warnings;

  VersionWarnings(List<StackFile> files, ProblemCollector warnings) {
    this.files = files;
    this.warnings = warnings;
  }

  void check() {
    for (StackFile file : files) {
      image(file, "image", file.config().image());
      file.config()
          .workers()
          .forEach((name, pool) -> image(file, "workers.%s.image".formatted(name), pool.image()));
    }
    digests("cilium", config -> config.cilium().release());
    digests("gitops.argocd", config -> config.gitops() == null ? null : config.gitops().argocd());
  }

  private void image(StackFile file, String key, @Nullable GlanceImage image) {
    TalosVersion talos = file.config().talos();
    Matcher version = VERSION.matcher(image == null ? "" : image.name().text());
    if (version.find() && !version.group().equals(talos.toString())) {
      warnings.add(
          file,
          key,
          ("\"%s\" contains version %s, and talos is %s: a node runs the version of its image, and "
                  + "refuses a machine config for a newer one; choose the image of talos")
              .formatted(image, version.group(), talos));
    }
  }

  /** The digest selects the manifest; so two versions with one digest are the same release. */
  private void digests(String key, Function<StackConfig, @Nullable PinnedRelease> value) {
    Map<Sha256, StackFile> owners = new HashMap<>();
    for (StackFile file : files) {
      PinnedRelease release = value.apply(file.config());
      if (release == null) {
        continue;
      }
      StackFile owner = owners.computeIfAbsent(release.sha256(), first -> file);
      PinnedRelease other = value.apply(owner.config());
      if (other != null && !other.version().equals(release.version())) {
        warnings.add(
            file,
            key + ".version",
            "%s has the digest of %s in %s; a version has no effect without the digest of its manifest, set %s.sha256"
                .formatted(release.version(), other.version(), owner.path(), key));
      }
    }
  }
}
