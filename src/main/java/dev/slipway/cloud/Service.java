package dev.slipway.cloud;

/** The OpenStack services that Slipway uses. */
public enum Service {
  COMPUTE("compute", ""),
  NETWORK("network", "/v2.0"),
  IMAGE("image", "/v2"),
  LOAD_BALANCER("load-balancer", "/v2.0"),
  VOLUME("volumev3", "", "block-storage");

  private final String type;
  private final String version;
  private final String otherType;

  Service(String type, String version) {
    this(type, version, type);
  }

  Service(String type, String version, String otherType) {
    this.type = type;
    this.version = version;
    this.otherType = otherType;
  }

  /** Whether the service has this type in Keystone's catalog; Cinder has two, clouds set both. */
  boolean hasType(String given) {
    return type.equals(given) || otherType.equals(given);
  }

  /** Returns the service's type in Keystone's catalog. */
  String type() {
    return type;
  }

  /** Returns the URL with the API's version, which the URLs of some catalogs lack. */
  String base(String url) {
    String plain = url.replaceAll("/+$", "");
    return plain.endsWith(version) ? plain : plain + version;
  }
}
