package dev.slipway.lab.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.value.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration channel of a load balancer with the real programs on both sides. */
@Tag("default")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadBalancerChannelIT {
  private static final String NODE = LoadBalancerHost.NODE;

  private String own = "";
  private String other = "";
  private LoadBalancerHost host;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    own = authority("staging-osl2");
    other = authority("staging-sto2");
    host = new LoadBalancerHost(folder, LoadBalancerHost.parse(own));
  }

  @AfterAll
  void stop() throws IOException, InterruptedException {
    host.stop();
  }

  @BeforeEach
  void plannedConfiguration() throws IOException, InterruptedException {
    assertTrue(configure(host.planned()).matches(NODE + ": (un|)changed .*|.*applied .*"));
  }

  private static String authority(String cluster) throws IOException, InterruptedException {
    String names = cluster + "-load-balancer-1 " + cluster + "-load-balancer-2";
    Map<String, String> environment = Map.of("CLUSTER", cluster, "NODES", names, "YEARS", "20");
    return LoadBalancerHost.script("load-balancer-ca.sh", environment, "").replace(" (exit 0)", "");
  }

  private Map<String, String> environment() {
    return new HashMap<>(
        Map.of(
            "NODE",
            NODE,
            "CLIENT",
            "configure.staging-osl2",
            "ENDPOINT",
            "127.0.0.1",
            "PORT",
            String.valueOf(host.channelPort),
            "API_PORT",
            String.valueOf(host.apiPort),
            "TIMEOUT",
            "40"));
  }

  private String configure(String text) throws IOException, InterruptedException {
    return host.configure(environment(), own, text);
  }

  private static String digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 12);
  }

  private void assertServes(String text) throws IOException {
    assertEquals(text, Files.readString(host.haproxy));
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), host.talosPort)) {
      assertEcho(client);
    }
  }

  private static void assertEcho(Socket client) throws IOException {
    client.setSoTimeout(5_000);
    client.getOutputStream().write('x');
    assertEquals('x', client.getInputStream().read());
  }

  @Test
  void appliesWithoutLossOfAConnection() throws IOException, InterruptedException {
    String changed = host.planned().replace("retries 4", "retries 5");
    try (Socket existing = new Socket(InetAddress.getLoopbackAddress(), host.talosPort)) {
      assertEcho(existing);
      String expected = "%s: applied %s (exit 0)".formatted(NODE, digest(changed));
      assertEquals(expected, configure(changed));
      assertEcho(existing);
    }
    assertServes(changed);
    assertEquals("%s: unchanged %s (exit 0)".formatted(NODE, digest(changed)), configure(changed));
  }

  @ParameterizedTest
  @CsvSource({
    "balance roundrobin, balance nonsense, haproxy -c: ",
    "'  mode tcp', '  mode http', is not allowed:   mode http",
    "'  balance roundrobin', '  errorfile 503 /etc/shadow', is not allowed:   errorfile",
    "'  default_backend talos', '  use-service lua.x', is not allowed:   use-service",
    "'\nbackend talos', '\nprogram x', is not allowed: program x",
    "maxconn 4000, maxconn 4001, the section global differs",
    "'defaults', '  lua-load /tmp/x\ndefaults', the section global differs",
    "'  balance', 'command /bin/sh\n  balance', is not allowed: command /bin/sh"
  })
  void refusesWhatItMustNotDo(String from, String to, String reason)
      throws IOException, InterruptedException {
    String changed = host.planned().replace(from, to);
    assertFalse(changed.equals(host.planned()));
    String answer = configure(changed);
    assertTrue(answer.startsWith(NODE + ": refused: ") && answer.endsWith("(exit 1)"), answer);
    assertTrue(answer.contains(reason), answer);
    assertServes(host.planned());
  }

  @Test
  void restoresWhenANewWorkerDoesNotStart() throws IOException, InterruptedException {
    try (var taken = new ServerSocket(0)) {
      String port = "bind 127.0.0.1:" + taken.getLocalPort();
      String answer = configure(host.planned().replaceFirst("bind \\S+", port));
      assertTrue(answer.contains("the old configuration serves again"), answer);
    }
    assertServes(host.planned());
  }

  @Test
  void nextCallRepairsWhatAKilledCallLeft() throws IOException, InterruptedException {
    String changed = host.planned().replace("retries 4", "retries 3");
    Path calls = host.root.resolve("calls");
    Files.deleteIfExists(calls);
    Files.createFile(host.root.resolve("kill"));
    assertEquals("%s: applied %s (exit 0)".formatted(NODE, digest(changed)), configure(changed));
    assertEquals(2, Files.readAllLines(calls).size());
    assertServes(changed);
  }

  @Test
  void acceptsNoClientOfAnotherStack() throws IOException, InterruptedException {
    Map<String, String> client = environment();
    client.put("CLIENT", "configure.staging-sto2");
    String changed = host.planned().replace("retries 4", "retries 6");
    for (String lines : List.of(own, other)) {
      String answer = host.configure(client, lines, changed);
      assertTrue(answer.contains("TLS failed") && answer.endsWith("(exit 1)"), answer);
    }
    assertServes(host.planned());
  }

  @Test
  void clientAcceptsNoOtherLoadBalancer() throws IOException, InterruptedException {
    Map<String, String> client = environment();
    client.put("NODE", "staging-osl2-load-balancer-2");
    String answer = host.configure(client, own, host.planned());
    assertTrue(answer.contains("TLS failed") && answer.endsWith("(exit 1)"), answer);
  }

  @Test
  void answersNothingWithoutTls() throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), host.channelPort)) {
      client.setSoTimeout(10_000);
      client.getOutputStream().write("end\n".getBytes(StandardCharsets.UTF_8));
      client.shutdownOutput();
      String answer =
          new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertFalse(answer.contains("refused") || answer.contains("changed"), answer);
    }
  }

  @Test
  void leavesALoadBalancerWithoutChannelAlone() throws IOException, InterruptedException {
    Map<String, String> client = environment();
    try (var free = new ServerSocket(0)) {
      client.put("PORT", String.valueOf(free.getLocalPort()));
    }
    String answer = host.configure(client, own, host.planned());
    assertTrue(answer.contains("made before the configuration channel existed"), answer);
    assertTrue(answer.endsWith("(exit 0)"), answer);
  }
}
