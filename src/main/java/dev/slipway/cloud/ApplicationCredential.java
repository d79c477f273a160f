package dev.slipway.cloud;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An application credential, which belongs to one OpenStack project.
 *
 * @param key its id or name
 * @param secret its secret
 */
public record ApplicationCredential(CredentialKey key, String secret) {

  /** The identity of an application credential. */
  public sealed interface CredentialKey {}

  /** The id of a credential. */
  public record CredentialId(String id) implements CredentialKey {}

  /** The name of a credential and its user, because every user can have one of the name. */
  public record CredentialName(String name, User user) implements CredentialKey {}

  /** The owner of a credential. */
  public sealed interface User {}

  /** The id of a user. */
  public record UserId(String id) implements User {}

  /**
   * The name of a user.
   *
   * @param domainId wins over the domain's name
   */
  public record UserName(String name, Optional<String> domainId, Optional<String> domainName)
      implements User {}

  /** Returns the credential as Keystone's API expects it. */
  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    if (key instanceof CredentialId one) {
      body.put("id", one.id());
    } else if (key instanceof CredentialName one) {
      body.put("name", one.name());
      body.put("user", body(one.user()));
    }
    body.put("secret", secret);
    return body;
  }

  private static Map<String, Object> body(User user) {
    if (user instanceof UserName named) {
      Map<String, String> domain =
          named
              .domainId()
              .map(id -> Map.of("id", id))
              .orElseGet(() -> Map.of("name", named.domainName().orElseThrow()));
      return Map.of("name", named.name(), "domain", domain);
    }
    return Map.of("id", ((UserId) user).id());
  }

  /** Returns the key, never the secret. */
  @Override
  public String toString() {
    return "application credential " + key;
  }
}
