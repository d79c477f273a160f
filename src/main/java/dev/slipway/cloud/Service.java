package dev.slipway.cloud;

/** The OpenStack services that Slipway uses. */
public enum Service {
  COMPUTE("compute", ""),
  NETWORK("network", "/v2.0"),
  IMAGE("image", "/v2"),
  LOAD_BALANCER("load-balancer", "/v2.0");

  private final String type;
  private final String version;

  Service(String type, String version) {
    this.type = type;
    this.version = version;
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
