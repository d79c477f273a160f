package dev.slipway.zitadel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.value.HttpsUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceUserKeyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpsUrl ISSUER = HttpsUrl.parse("https://login.example.net");

  /** PKCS #8 is 26 bytes longer than the PKCS #1 form inside it. */
  private static final int HEADER = 26;

  @TempDir private Path folder;

  private String permissions = "rw-------";

  private ServiceUserKey read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("key.json"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return ServiceUserKey.read(Map.of(ZitadelPlan.KEY_VARIABLE, file.toString()));
  }

  private static String file(String type, byte[] key) {
    String pem =
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(type, Base64.getMimeEncoder().encodeToString(key));
    return JSON.createObjectNode()
        .put("type", "serviceaccount")
        .put("userId", "12")
        .put("keyId", "34")
        .put("key", pem)
        .toString();
  }

  private static KeyPair pair(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  @Test
  void signsAnAssertionWithBothFormsOfTheKey() throws Exception {
    for (int bits : new int[] {2048, 4096}) {
      KeyPair pair = pair(bits);
      byte[] pkcs8 = pair.getPrivate().getEncoded();
      byte[] pkcs1 = Arrays.copyOfRange(pkcs8, HEADER, pkcs8.length);
      assertSigned(pair, read(file("RSA PRIVATE KEY", pkcs1)).assertion(ISSUER));
      assertSigned(pair, read(file("PRIVATE KEY", pkcs8)).assertion(ISSUER));
    }
  }

  private static void assertSigned(KeyPair pair, String assertion) throws Exception {
    List<String> parts = List.of(assertion.split("\\.", -1));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(pair.getPublic());
    signature.update((parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII));
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(parts.get(2))));
    assertEquals("{\"alg\":\"RS256\",\"kid\":\"34\"}", decoded(parts.get(0)));
    JsonNode claims = JSON.readTree(decoded(parts.get(1)));
    assertEquals("12", claims.path("iss").asText());
    assertEquals("12", claims.path("sub").asText());
    assertEquals("https://login.example.net", claims.path("aud").asText());
    assertEquals(60, claims.path("exp").asLong() - claims.path("iat").asLong());
    assertTrue(claims.path("exp").asLong() > Instant.now().getEpochSecond());
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  @Test
  void anErrorDoesNotContainTheKey() throws Exception {
    for (String text : new String[] {"c2VjcmV0", file("RSA PRIVATE KEY", new byte[9]), "{}"}) {
      String message = assertThrows(ZitadelException.class, () -> read(text)).toString();
      assertTrue(message.contains("is not the key of a service user"), message);
      assertFalse(message.contains("c2VjcmV0"), message);
      assertFalse(message.contains("AAAA"), message);
    }
  }

  @Test
  void aFileThatOthersCanReadIsRefused() throws Exception {
    String text = file("PRIVATE KEY", pair(2048).getPrivate().getEncoded());
    for (String one : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"}) {
      permissions = one;
      String message = assertThrows(ZitadelException.class, () -> read(text)).toString();
      assertTrue(
          message.contains("have access to the key (" + one + "); run: chmod 600 "), message);
    }
  }

  /** The ids are part of a path of the API. */
  @Test
  void anIdThatIsNotANumberIsRefused() throws Exception {
    String text = file("PRIVATE KEY", pair(2048).getPrivate().getEncoded());
    String message =
        assertThrows(
                ZitadelException.class, () -> read(text.replace("\"12\"", "\"12/../../orgs/3\"")))
            .toString();
    assertTrue(message.contains("is not the key of a service user"), message);
  }

  @Test
  void requiresTheVariable() {
    String message =
        assertThrows(ZitadelException.class, () -> ServiceUserKey.read(Map.of())).toString();
    assertTrue(message.contains("SLIPWAY_ZITADEL_KEY is not set"), message);
  }
}
