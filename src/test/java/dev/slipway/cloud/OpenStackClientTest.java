package dev.slipway.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenStackClientTest {
  private CloudServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new CloudServer("network");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listsAllPages() {
    server.answer(
        "GET /v2.0/ports?name=api",
        """
        {"ports": [{"id": "a"}], "ports_links": [
          {"rel": "next", "href": "http://internal:9696/v2.0/ports?name=api&marker=a"}]}
        """);
    server.answer("GET /v2.0/ports?name=api&marker=a", "{\"ports\": [{\"id\": \"b\"}]}");
    List<String> ids =
        server.open().list(Service.NETWORK, "/ports?name=api", "ports").stream()
            .map((JsonNode port) -> port.path("id").asText())
            .toList();
    assertEquals(List.of("a", "b"), ids);
  }

  @Test
  void clearsOnlyTheProjectsOwnDefaultGroup() {
    server.answer(
        "GET /v2.0/security-groups",
        """
        {"security_groups": [
          {"name": "default", "project_id": "project", "security_group_rules": [{"id": "1"}]},
          {"name": "default", "project_id": "other", "security_group_rules": [{"id": "2"}]},
          {"name": "staging-osl2-worker", "project_id": "project",
           "security_group_rules": [{"id": "3"}]}]}
        """);
    assertEquals(1, DefaultSecurityGroup.clear(server.open()));
    assertEquals("DELETE /v2.0/security-group-rules/1", server.lastRequest());
  }

  @Test
  void reportsStatusAndBodyOfAnError() {
    assertFailure(
        "GET %s/v2.0/ports: status 404: {}".formatted(server.url()),
        () -> server.open().get(Service.NETWORK, "/ports"));
  }

  /** Without servers in the answer, an update would look like the first one. */
  @ParameterizedTest
  @ValueSource(ints = {204, 300, 302, 307})
  void aRedirectIsNotAnEmptyList(int status) {
    server.answer("GET /v2.0/ports", "");
    server.answerStatus("GET /v2.0/ports", status);
    assertThrows(
        CloudException.class, () -> server.open().list(Service.NETWORK, "/ports", "ports"));
  }

  @Test
  void reportsAnAnswerWithoutTheList() {
    server.answer("GET /v2.0/ports", "{\"message\": \"sign in\"}");
    assertFailure(
        "GET %s/v2.0/ports: the response has no list ports".formatted(server.url()),
        () -> server.open().list(Service.NETWORK, "/ports", "ports"));
  }

  @Test
  void reportsResponseThatIsNotJson() {
    server.answer("GET /v2.0/ports", "<html>");
    assertFailure(
        "GET %s/v2.0/ports: the response is not valid JSON".formatted(server.url()),
        () -> server.open().get(Service.NETWORK, "/ports"));
  }

  @Test
  void reportsServerThatDoesNotListen() {
    CloudsYamlEntry entry = server.entry();
    server.close();
    assertFailure(
        "POST %s/v3/auth/tokens: no response: java.net.ConnectException".formatted(server.url()),
        () -> OpenStackClient.open(entry));
  }

  @Test
  void reportsTextWithoutCertificates() {
    CloudsYamlEntry entry =
        new CloudsYamlEntry(
            "c",
            "clouds.yaml:7",
            server.url(),
            server.entry().credential(),
            Optional.empty(),
            "public",
            Optional.of("not a certificate"));
    CloudException failure = assertThrows(CloudException.class, () -> OpenStackClient.open(entry));
    assertEquals(
        "clouds.yaml:7: clouds.c.cacert has no usable CA certificates in PEM",
        String.valueOf(failure.getMessage()).replaceFirst(": java.*", ""));
  }

  private static void assertFailure(String message, Runnable call) {
    assertEquals(message, assertThrows(CloudException.class, call::run).getMessage());
  }
}
