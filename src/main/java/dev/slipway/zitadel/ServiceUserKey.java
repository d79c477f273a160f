package dev.slipway.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.ZitadelId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** The key of a service user, in the form in which Zitadel's console downloads it. */
public final class ServiceUserKey {
  private static final Duration LIFE = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ZitadelId user;
  private final ZitadelId id;
  private final PrivateKey key;

  private ServiceUserKey(ZitadelId user, ZitadelId id, PrivateKey key) {
    this.user = user;
    this.id = id;
    this.key = key;
  }

  /** Reads the file that the environment variable names. */
  public static ServiceUserKey read(Map<String, String> environment) {
    String path = environment.getOrDefault(ZitadelPlan.KEY_VARIABLE, "");
    if (path.isEmpty()) {
      throw new ZitadelException(
          "the environment variable %s is not set; set it to the path of the key of the service user in Zitadel"
              .formatted(ZitadelPlan.KEY_VARIABLE));
    }
    try {
      return of(Path.of(path));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException invalid) {
      // The cause can contain a part of the key.
      throw new ZitadelException(
          "%s: is not the key of a service user (%s); expected the JSON file that Zitadel's console downloads"
              .formatted(path, invalid.getClass().getSimpleName()));
    }
  }

  private static ServiceUserKey of(Path file) throws IOException, GeneralSecurityException {
    JsonNode fields = JSON.readTree(Files.readString(file));
    ServiceUserKey key =
        new ServiceUserKey(
            ZitadelId.parse(text(fields, "userId")),
            ZitadelId.parse(text(fields, "keyId")),
            privateKey(text(fields, "key")));
    refuseOtherReaders(file);
    return key;
  }

  /** Refuses a file that others can read: they could sign in as owner of the organization. */
  private static void refuseOtherReaders(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return; // Windows
    }
    String permissions = PosixFilePermissions.toString(view.readAttributes().permissions());
    if (!permissions.endsWith("------")) {
      throw new ZitadelException(
          "%s: other users of this computer have access to the key (%s); run: chmod 600 %s, and if they could read it, replace the key in Zitadel"
              .formatted(file, permissions, file));
    }
  }

  private static String text(JsonNode fields, String name) {
    String text = fields.path(name).asText();
    if (text.isEmpty()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  /** Reads PKCS #1, which the JDK reads only inside PKCS #8. */
  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    byte[] content = Base64.getDecoder().decode(base64);
    byte[] encoded = pem.contains("BEGIN RSA PRIVATE KEY") ? Pkcs8.ofRsa(content) : content;
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  /** Returns the id of the user. */
  ZitadelId user() {
    return user;
  }

  /** Returns the path of the key's description in Zitadel's management API. */
  String path() {
    return "/users/%s/keys/%s".formatted(user, id);
  }

  /** Returns an assertion for the JWT profile of OAuth (RFC 7523), signed with RS256. */
  String assertion(HttpsUrl issuer) {
    Instant now = Instant.now();
    String header = JSON.createObjectNode().put("alg", "RS256").put("kid", id.text()).toString();
    String claims =
        JSON.createObjectNode()
            .put("iss", user.text())
            .put("sub", user.text())
            .put("aud", issuer.toString())
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(LIFE).getEpochSecond())
            .toString();
    String signed = base64(header) + "." + base64(claims);
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature(signed));
  }

  private byte[] signature(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException unusable) {
      throw new ZitadelException("the key of the service user cannot sign", unusable);
    }
  }

  private static String base64(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
