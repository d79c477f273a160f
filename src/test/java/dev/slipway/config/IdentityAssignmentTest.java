package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.ZitadelClientId;
import dev.slipway.value.ZitadelId;
import dev.slipway.value.ZitadelIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityAssignmentTest {
  private static final ZitadelIds IDS =
      new ZitadelIds(
          ZitadelId.parse("1"),
          ZitadelId.parse("2"),
          ZitadelId.parse("4"),
          ZitadelClientId.parse("3@fleet"));

  @TempDir private Path folder;

  private String assigned(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("staging.yaml"), text);
    return IdentityAssignment.of(file).text(IDS);
  }

  @Test
  void writesMissingIdsAfterTheIssuer() throws IOException {
    assertEquals(
        """
        kind: OpsCluster
        identity: # who
            issuer: "https://login.example.net" # the login
            audience: "2"
            organization: "1"
            clients: ["3@fleet"]
            zitadel: { application: "4" }
        image: x
        """,
        assigned(
            """
            kind: OpsCluster
            identity: # who
                issuer: "https://login.example.net" # the login
            image: x
            """));
  }

  @Test
  void onlyAnOpsClusterGetsTheApplication() throws IOException {
    assertEquals(
        "kind: ManagementCluster\nidentity: {issuer: https://x.net, audience: \"2\","
            + " organization: \"1\", clients: [\"3@fleet\"]}\n",
        assigned("kind: ManagementCluster\nidentity: {issuer: https://x.net}\n"));
  }

  @Test
  void aCompleteFileStays() throws IOException {
    String once = assigned("kind: OpsCluster\nidentity:\n  issuer: https://x.net");
    assertEquals(once, assigned(once));
    assertTrue(once.endsWith("\n  zitadel: { application: \"4\" }\n"), once);
  }

  @ParameterizedTest
  @CsvSource({
    "audience: '7', 'identity.audience: is \"7\", and Zitadel has \"2\"'",
    "organization: '7', 'identity.organization: is \"7\", and Zitadel has \"1\"'",
    "clients: ['7'], 'identity.clients: does not begin with \"3@fleet\"'",
    "zitadel: {application: '7'}, 'identity.zitadel.application: is \"7\", and Zitadel has \"4\"'",
  })
  void neverReplacesAnId(String key, String expected) {
    String text = "kind: OpsCluster\nidentity:\n  issuer: https://x.net\n  " + key + "\n";
    String message = assertThrows(InvalidFleetException.class, () -> assigned(text)).toString();
    assertTrue(message.contains(expected), message);
  }
}
