package dev.slipway.config;

import dev.slipway.value.GlanceImage;
import org.jspecify.annotations.Nullable;

/** Requires the ids of production's images: other projects can share an image of the same name. */
final class ImageRules {
  private final StackFile file;
  private final ProblemCollector problems;

  ImageRules(StackFile file, ProblemCollector problems) {
    this.file = file;
    this.problems = problems;
  }

  void validate() {
    StackConfig config = file.config();
    if (config.environment().isProduction()) {
      requireId("image", config.image());
      requireId("endpoint.image", config.endpoint().image());
      config
          .workers()
          .forEach((name, pool) -> requireId("workers.%s.image".formatted(name), pool.image()));
    }
  }

  private void requireId(String key, @Nullable GlanceImage image) {
    if (image != null && image.id().isEmpty()) {
      problems.add(
          file,
          key,
          ("\"%1$s\" is a name, which any number of images can have; production requires NAME@ID:"
                  + " set %1$s@ID, with the id from openstack --os-cloud %2$s image show \"%1$s\""
                  + " -f value -c id")
              .formatted(image, file.config().cloud()));
    }
  }
}
