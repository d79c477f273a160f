package dev.slipway.cloud;

import java.util.Locale;
import java.util.Set;

/** Refuses the fields of an entry of clouds.yaml that Slipway does not apply. */
record CloudsYamlRefusals(String name, YamlValue entry) {
  /** YAML's words for true, of both versions. */
  private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");

  /** Refuses the first such field. */
  void check() {
    entry
        .field("verify")
        .filter(value -> !TRUE.contains(value.text().toLowerCase(Locale.ROOT)))
        .ifPresent(
            value ->
                refuse(
                    value,
                    "verify",
                    "switches off the check of certificates; remove it, and set cacert to a private"
                        + " CA"));
    entry.fields().forEach(this::checkField);
    entry.field("auth").ifPresent(auth -> auth.fields().forEach(this::checkAuth));
  }

  private void checkField(String key, YamlValue value) {
    switch (key) {
      case "insecure" ->
          refuse(value, key, "is not allowed; remove it, and set cacert to a private CA");
      case "cert", "key" ->
          refuse(value, key, "is not supported: Slipway sends no client certificate");
      case "auth_type" -> {
        if (!value.text().isEmpty() && !value.text().equals("v3applicationcredential")) {
          refuse(value, key, "is not supported; expected v3applicationcredential");
        }
      }
      case "identity_api_version" -> {
        if (!value.text().isEmpty() && !value.text().matches("v?3(\\..*)?")) {
          refuse(value, key, "is not supported; expected 3");
        }
      }
      default -> {
        if (key.endsWith("_endpoint_override") || key.endsWith("_region_name")) {
          refuse(value, key, "is not applied by the OpenStack provider; remove it");
        }
      }
    }
  }

  private void checkAuth(String key, YamlValue value) {
    boolean set = !value.text().isEmpty();
    switch (key) {
      case "password", "passcode", "token" -> {
        if (set) {
          refuse(value, "auth." + key, "wins over the application credential; remove it");
        }
      }
      default -> {}
    }
  }

  private void refuse(YamlValue value, String key, String problem) {
    throw refusal(value, name, key, problem);
  }

  static CloudException refusal(YamlValue value, String name, String key, String problem) {
    return new CloudException(
        "%s: clouds.%s.%s %s".formatted(value.location(), name, key, problem));
  }
}
