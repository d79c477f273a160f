package dev.slipway.guard;

import dev.slipway.value.GlanceImage;
import java.util.Optional;

/**
 * The image of a server in Nova.
 *
 * @param name empty if Glance has no such image for the project any more
 */
public record LiveImage(String id, Optional<String> name) {

  /**
   * Returns whether a planned image is another one: by its id, or without one by its name. A name
   * is not compared if Glance has none.
   */
  public boolean differsFrom(GlanceImage planned) {
    return planned.id().isPresent()
        ? !planned.id().get().equals(id)
        : name.filter(one -> !one.equals(planned.name().text())).isPresent();
  }

  @Override
  public String toString() {
    return name.map(one -> one + "@" + id).orElse(id);
  }
}
