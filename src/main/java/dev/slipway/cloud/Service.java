package dev.slipway.cloud;

/** OpenStack's services, by their type in Keystone's catalog. */
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

  String type() {
    return type;
  }

  /** Some catalogs name the API's version, some leave it out: always with it, never twice. */
  String base(String url) {
    String plain = url.replaceAll("/+$", "");
    return plain.endsWith(version) ? plain : plain + version;
  }
}
