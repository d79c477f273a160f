package dev.slipway.value;

/** A name that the cloud gave: of a flavor, an image, a network or a cloud in clouds.yaml. */
public record CloudName(String text) {
  /** Nova's and Neutron's column width. */
  private static final int LONGEST = 255;

  /** Reads any printable name of the cloud's. */
  public static CloudName parse(String text) {
    if (text.isBlank() || text.length() > LONGEST || !text.equals(text.strip())) {
      throw new IllegalArgumentException(
          "is no name of the cloud's; expected 1 to " + LONGEST + " characters, no outer blanks");
    }
    return new CloudName(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
