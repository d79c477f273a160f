package dev.slipway.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateBackendTest {
  @ParameterizedTest
  @CsvSource({
    "s3://staging-state?region=eu-north-1, s3://staging-state",
    "s3://states/staging, s3://states",
    "s3://states?endpoint=https://store.example.net&s3ForcePathStyle=true, s3://states",
    "gs://staging-state/, gs://staging-state",
    "azblob://staging-state?storage_account=a, azblob://staging-state",
    "https://api.example.net:8080/org, https://api.example.net:8080",
    "file:///srv/state/staging?metadata=skip, file:///srv/state/staging",
    "file://~/state, file://~/state",
  })
  void unitIsWhatACredentialReaches(String url, String unit) {
    assertEquals(unit, StateBackend.parse(url).unit());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://user@staging-state",
        "s3://a:b@staging-state",
        "http://api.example.net",
        "staging-state",
        "s3://",
        "s3://a?b=$(id)",
        "s3://a?endpoint=http://store.example.net",
        "s3://a?disableSSL=true",
        "s3://a?disable_https=true&region=a",
        "file:///srv/../etc",
        "s3://a\n",
      })
  void refusesOtherForms(String url) {
    assertThrows(IllegalArgumentException.class, () -> StateBackend.parse(url));
  }

  @Test
  void closingSlashMakesNoDifference() {
    StateBackend backend = StateBackend.parse("s3://state/a/?region=b");
    assertTrue(backend.isSameAs("s3://state/a?region=b"));
    assertFalse(backend.isSameAs("s3://state/a?region=c"));
    assertFalse(backend.isSameAs("s3://state/a"));
  }
}
