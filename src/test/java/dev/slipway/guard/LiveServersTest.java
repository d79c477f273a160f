package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.cloud.CloudServer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveServersTest {
  private static final String SERVERS =
      """
      {"servers": [
        {"id": "1", "name": "a", "status": "ACTIVE", "flavor": {"id": "f"}, "image": {"id": "i"},
         "metadata": {"cluster": "staging-osl2", "role": "worker"},
         "addresses": {"net": [
           {"addr": "10.0.0.1", "OS-EXT-IPS:type": "fixed"},
           {"addr": "198.51.100.9", "OS-EXT-IPS:type": "floating"}]}},
        {"id": "2", "name": "b", "status": "ERROR",
         "fault": {"code": 500, "message": "No valid host was found. "}, "flavor": {"id": "gone"}, "image": "",
         "metadata": {}, "addresses": {}},
        {"id": "3", "name": "c", "status": "ACTIVE", "flavor": {"id": "f"},
         "image": {"id": "gone"}, "metadata": {}, "addresses": {}}]}
      """;

  private CloudServer cloud;

  @BeforeEach
  void serve() throws IOException {
    cloud = new CloudServer("compute", "image");
    cloud.answer(
        "GET /flavors/detail", "{\"flavors\": [{\"id\": \"f\", \"name\": \"l2.c4r8.100\"}]}");
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void readsFlavorsAndImages() {
    cloud.answer("GET /servers/detail", SERVERS);
    cloud.answer("GET /v2/images/i", "{\"id\": \"i\", \"name\": \"talos-1.13.9\"}");
    Optional<String> none = Optional.empty();
    Optional<String> flavor = Optional.of("l2.c4r8.100");
    assertEquals(
        List.of(
            new LiveServer(
                "a",
                "1",
                "ACTIVE",
                "",
                flavor,
                Optional.of(new LiveImage("i", Optional.of("talos-1.13.9"))),
                false,
                Set.of("10.0.0.1"),
                "staging-osl2",
                "worker"),
            new LiveServer(
                "b",
                "2",
                "ERROR",
                "No valid host was found. ",
                none,
                Optional.empty(),
                true,
                Set.of(),
                "",
                ""),
            new LiveServer(
                "c",
                "3",
                "ACTIVE",
                "",
                flavor,
                Optional.of(new LiveImage("gone", none)),
                false,
                Set.of(),
                "",
                "")),
        LiveServers.of(cloud.open()));
  }

  @Test
  void requestsNothingElseInEmptyProject() {
    cloud.answer("GET /servers/detail", "{\"servers\": []}");
    assertEquals(List.of(), LiveServers.of(cloud.open()));
    assertEquals("GET /servers/detail", cloud.lastRequest());
  }
}
