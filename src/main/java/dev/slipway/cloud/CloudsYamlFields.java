package dev.slipway.cloud;

import dev.slipway.cloud.ApplicationCredential.CredentialId;
import dev.slipway.cloud.ApplicationCredential.CredentialKey;
import dev.slipway.cloud.ApplicationCredential.CredentialName;
import dev.slipway.cloud.ApplicationCredential.User;
import dev.slipway.cloud.ApplicationCredential.UserId;
import dev.slipway.cloud.ApplicationCredential.UserName;
import dev.slipway.cloud.YamlValue.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fields of one combined entry of clouds.yaml. A field that Slipway does not apply is refused
 * if it changes which cloud, project or credential a request uses, or how it is protected.
 *
 * @param entry the combined entry
 */
record CloudsYamlFields(CloudsYamlFiles files, String name, YamlValue entry) {
  private static final String INTERFACE = "interface";

  /**
   * Returns the entry.
   *
   * @param region the region that the entry must have; empty for any
   */
  CloudsYamlEntry toEntry(Optional<String> region) {
    new CloudsYamlRefusals(name, entry).check();
    return new CloudsYamlEntry(
        name,
        entry.location(),
        authUrl(),
        new ApplicationCredential(key(), required("application_credential_secret")),
        region(region),
        endpointInterface(),
        caCertificates());
  }

  private String authUrl() {
    String url = required("auth_url");
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException invalid) {
      throw refusal(auth("auth_url"), "auth.auth_url", "is not a valid URL");
    }
    String host = uri.getHost();
    if (host == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
      throw refusal(auth("auth_url"), "auth.auth_url", "is not a URL of https");
    }
    if ("http".equals(uri.getScheme()) && !host.matches("localhost|127\\..*|\\[::1]")) {
      throw refusal(
          auth("auth_url"), "auth.auth_url", "is http, which sends the secret as text; use https");
    }
    if (url.matches(".*/v2\\.0/*")) {
      throw refusal(
          auth("auth_url"), "auth.auth_url", "is Keystone's API version 2; expected version 3");
    }
    return url;
  }

  private CredentialKey key() {
    Optional<String> id = text("application_credential_id");
    return id.isPresent()
        ? new CredentialId(id.get())
        : text("application_credential_name")
            .<CredentialKey>map(credential -> new CredentialName(credential, user()))
            .orElseThrow(() -> missing("application_credential_id"));
  }

  private User user() {
    Optional<User> byId = text("user_id").map(UserId::new);
    return byId.orElseGet(
        () -> {
          Optional<String> domainId = text("user_domain_id").or(() -> text("domain_id"));
          Optional<String> domainName = text("user_domain_name").or(() -> text("domain_name"));
          if (domainId.isEmpty() && domainName.isEmpty()) {
            domainId = Optional.of(required("default_domain"));
          }
          return new UserName(required("username"), domainId, domainName);
        });
  }

  private Optional<String> region(Optional<String> required) {
    Optional<YamlValue> own = entry.field("region_name");
    if (required.isPresent() && own.isPresent() && !own.get().text().equals(required.get())) {
      throw refusal(
          own,
          "region_name",
          "is %s, and the stack file's project.region is %s; correct the wrong one"
              .formatted(own.get().text(), required.get()));
    }
    return required.or(() -> own.map(YamlValue::text));
  }

  /** The provider's reader takes {@code endpoint_type} where an entry has both. */
  private String endpointInterface() {
    Optional<YamlValue> field = entry.field("endpoint_type").or(() -> entry.field(INTERFACE));
    String text = field.map(YamlValue::text).orElse("public").replaceFirst("URL$", "");
    if (!text.matches("public|internal|admin")) {
      throw refusal(field, INTERFACE, "is not valid; expected public, internal or admin");
    }
    return text;
  }

  private Optional<String> caCertificates() {
    Optional<YamlValue> field = entry.field("cacert");
    return field.map(
        value -> {
          if (value.text().contains("-----BEGIN")) {
            return value.text();
          }
          Path file = files.resolve(value.text());
          try {
            // Only comments can have other characters; of this charset none is refused.
            return Files.readString(file, StandardCharsets.ISO_8859_1);
          } catch (IOException unreadable) {
            throw refusal(field, "cacert", "names %s, which cannot be read".formatted(file));
          }
        });
  }

  private String required(String key) {
    return text(key).orElseThrow(() -> missing(key));
  }

  private Optional<String> text(String key) {
    Optional<YamlValue> field = auth(key);
    field
        .filter(value -> value.kind() != Kind.TEXT)
        .ifPresent(
            value -> {
              throw refusal(field, "auth." + key, "is not a text");
            });
    return field.map(YamlValue::text);
  }

  private Optional<YamlValue> auth(String key) {
    return entry.field("auth").flatMap(auth -> auth.field(key));
  }

  private CloudException missing(String key) {
    return new CloudException(
        "%s: clouds.%s.auth.%s is missing; create an application credential in the stack's project: openstack application credential create"
            .formatted(entry.location(), name, key));
  }

  private CloudException refusal(Optional<YamlValue> field, String key, String problem) {
    return CloudsYamlRefusals.refusal(
        Stream.concat(field.stream(), Stream.of(entry)).findFirst().orElseThrow(),
        name,
        key,
        problem);
  }
}
