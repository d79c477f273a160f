package dev.slipway.value;

/** The name of an object in the cloud: a flavor, an image, a network, an entry in clouds.yaml. */
public record CloudName(String text) {
  /** Nova's and Neutron's column width. */
  private static final int LONGEST = 255;

  /** Reads any name without outer blanks. */
  public static CloudName parse(String text) {
    if (text.isBlank() || text.length() > LONGEST || !text.equals(text.strip())) {
      throw new IllegalArgumentException(
          "is not a valid name in the cloud; expected 1 to %d characters without outer blanks"
              .formatted(LONGEST));
    }
    return new CloudName(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
