package dev.slipway.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of the sinks of audit events. */
class AuditNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"audit-staging", "a0b", "0-1"})
  void bucketsHaveTheNamesOfS3(String text) {
    assertEquals(text, BucketName.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "-ab", "ab-", "a.b.c", "Audit", "a b c", "a/b/c", ""})
  void otherBucketsAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> BucketName.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"siem.example.net:6514", "siem.example.net:65535"})
  void serversHaveAPort(String text) {
    assertEquals(text, TlsServer.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "siem.example.net",
        "siem.example.net:0",
        "siem.example.net:65536",
        "SIEM.example.net:6514",
        "tls://siem.example.net:6514",
        "siem.example.net:6514/x",
        "a b:6514"
      })
  void otherServersAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> TlsServer.parse(text));
  }
}
