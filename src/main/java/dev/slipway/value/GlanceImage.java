package dev.slipway.value;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image in Glance, written {@code NAME} or {@code NAME@ID}. Any number of images can have a
 * name, other projects' too, but only one has the id.
 *
 * @param id 36 characters in lower case; with it, the name is for readers only
 */
public record GlanceImage(CloudName name, Optional<String> id) {
  /** Regular expression of the end of a text with an id; for the schema too. */
  public static final String ID_SUFFIX = "@[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

  private static final Pattern ID = Pattern.compile(ID_SUFFIX);

  /** Reads {@code talos-1.13.9} or {@code talos-1.13.9@5b0c1f0e-8d5e-4c6f-9a51-0d2b7c3e4f60}. */
  public static GlanceImage parse(String text) {
    int at = text.indexOf('@');
    String name = at < 0 ? text : text.substring(0, at);
    boolean hasId = at >= 0 && ID.matcher(text.substring(at)).matches();
    if (!CloudName.isValid(name) || (at >= 0 && !hasId)) {
      throw new IllegalArgumentException(
          "is not a valid image; expected NAME or NAME@ID, with the image's id in Glance, 36 characters in lower case, and a name of at most %d ASCII letters, digits, single spaces and ._:/+()-, beginning with a letter or digit; an image whose name contains @ must be renamed"
              .formatted(CloudName.LONGEST));
    }
    Optional<String> id = hasId ? Optional.of(text.substring(at + 1)) : Optional.empty();
    return new GlanceImage(new CloudName(name), id);
  }

  /**
   * Returns whether the two are different images: by their ids if both have one, else by their
   * names.
   */
  public boolean differsFrom(GlanceImage other) {
    boolean byId = id.isPresent() && other.id.isPresent();
    return byId ? !id.equals(other.id) : !name.equals(other.name);
  }

  @Override
  public String toString() {
    return name + id.map("@"::concat).orElse("");
  }
}
