package dev.slipway.lab.program;

import dev.slipway.document.ClasspathFile;
import dev.slipway.plan.cluster.ConfigurationChannel;
import dev.slipway.plan.cluster.HaproxyConfig;
import dev.slipway.plan.cluster.LoadBalancerCloudConfig;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A load balancer on the loopback interface, with the files of its cloud-config below a folder: the
 * real haproxy, stunnel and configuration program, and a replacement of systemctl.
 */
final class LoadBalancerHost {
  static final String NODE = "staging-osl2-load-balancer-1";
  private static final Path ACTIVATION =
      Path.of("lab/node_emulator/agent/socket_activation.py").toAbsolutePath();

  private final ClusterPlan cluster = FleetFixture.cluster("staging-osl2");
  private final ServerPlan server = cluster.endpoint().servers().get(0);
  private final List<Process> processes = new ArrayList<>();
  private final ServerSocket echo = new ServerSocket(0);
  private final int api = freePort();
  private final int stunnel = freePort();
  final int apiPort = freePort();
  final int talosPort = freePort();
  final int channelPort = freePort();
  final Path root;
  final Path haproxy;

  /** Starts all processes. */
  LoadBalancerHost(Path folder, Map<String, String> pem) throws IOException, InterruptedException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    this.root = folder;
    this.haproxy = folder.resolve("etc/haproxy/haproxy.cfg");
    Files.createDirectories(folder.resolve("run/haproxy"));
    var certificates =
        new ConfigurationChannel.Certificates(
            Objects.requireNonNull(pem.get("ca")), Objects.requireNonNull(pem.get(NODE)));
    if (LoadBalancerCloudConfig.of(cluster, server, certificates).get("write_files")
        instanceof List<?> files) {
      for (Object file : files) {
        write(((Map<?, ?>) file));
      }
    }
    systemctl();
    startApi();
    new Thread(this::echo, "echo").start();
    start("haproxy", "-W", "-db", "-p", path("run/haproxy.pid"), "-f", haproxy.toString());
    String socket = path("run/slipway-configure.sock");
    String program = path("configure");
    Files.writeString(Path.of(program), "#!/bin/sh\nexec %s %s\n".formatted(path(PROGRAM), folder));
    executable(Path.of(program));
    start("python3", "-I", ACTIVATION.toString(), socket, "stunnel4", program);
    start("stunnel4", path("etc/slipway/stunnel.conf"));
    for (int port : List.of(api, apiPort, talosPort, channelPort, stunnel)) {
      await(port);
    }
  }

  private static final String PROGRAM = "usr/local/sbin/slipway-configure";

  private void write(Map<?, ?> file) throws IOException {
    Path path = root.resolve(String.valueOf(file.get("path")).substring(1));
    Files.createDirectories(path.getParent());
    String content = String.valueOf(file.get("content"));
    Files.writeString(
        path,
        path.endsWith("slipway-configure")
            ? content.replace("PATH=/usr", "PATH=" + path("bin") + ":/usr")
            : path.equals(haproxy)
                ? local(content)
                : content
                    .replace("0.0.0.0:50445", "127.0.0.1:" + stunnel)
                    .replace("= /run", "= " + path("run"))
                    .replace("/etc/slipway", path("etc/slipway")));
    executable(path);
  }

  /** Returns haproxy.cfg with addresses and paths of this host. */
  String local(String text) {
    return text.replaceAll("10\\.41\\.16\\.\\d+:6443", "127.0.0.1:" + api)
        .replaceAll("10\\.41\\.16\\.\\d+:50000", "127.0.0.1:" + echo.getLocalPort())
        .replaceAll("10\\.41\\.16\\.\\d+:50445", "127.0.0.1:" + stunnel)
        .replace("bind :6443", "bind 127.0.0.1:" + apiPort)
        .replace("bind :50000", "bind 127.0.0.1:" + talosPort)
        .replace("bind :50443", "bind 127.0.0.1:" + channelPort)
        .replace(" /run/", " " + path("run") + "/");
  }

  /** Returns the planned haproxy.cfg for this host. */
  String planned() {
    return local(HaproxyConfig.text(cluster));
  }

  /** The file {@code kill} lets it end its caller once, as a crash after the installation. */
  private void systemctl() throws IOException {
    Path file = root.resolve("bin/systemctl");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        #!/bin/sh
        echo "$*" >> %1$s/calls
        if [ -e %1$s/kill ]; then rm %1$s/kill; kill -9 $PPID; exit 1; fi
        haproxy -c -q -f %1$s/etc/haproxy/haproxy.cfg && kill -USR2 "$(cat %1$s/run/haproxy.pid)"
        """
            .formatted(root));
    executable(file);
  }

  private void startApi() throws IOException, InterruptedException {
    List<String> create =
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "1",
            "-subj",
            "/CN=api",
            "-keyout",
            path("api.key"),
            "-out",
            path("api.pem"));
    new ProcessBuilder(create).redirectErrorStream(true).start().waitFor();
    String address = "127.0.0.1:" + api;
    start(
        "openssl",
        "s_server",
        "-accept",
        address,
        "-www",
        "-quiet",
        "-cert",
        path("api.pem"),
        "-key",
        path("api.key"));
  }

  private void start(String... command) throws IOException {
    Path log = root.resolve(command[0] + ".log");
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  private void echo() {
    while (!echo.isClosed()) {
      try {
        Socket client = echo.accept();
        new Thread(() -> transfer(client), "echo-client").start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void transfer(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException ended) {
      // The client has closed the connection.
    }
  }

  /** Returns a command's output, its error output and its exit code. */
  String configure(Map<String, String> environment, String lines, String haproxyConfig)
      throws IOException, InterruptedException {
    String encoded =
        Base64.getEncoder().encodeToString(haproxyConfig.getBytes(StandardCharsets.UTF_8));
    return script(
        "configure-load-balancer.sh",
        environment,
        lines + "\n---\nhaproxy.cfg " + encoded + "\nend\n");
  }

  static String script(String name, Map<String, String> environment, String stdin)
      throws IOException, InterruptedException {
    String text =
        ClasspathFile.text("/scripts/prelude.sh") + ClasspathFile.text("/scripts/" + name);
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", text).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (var input = process.getOutputStream()) {
      input.write(stdin.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output.strip() + " (exit " + process.waitFor() + ")";
  }

  /** Returns the lines of a script's output, decoded, by name. */
  static Map<String, String> parse(String lines) {
    return lines
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words.length > 1)
        .collect(
            Collectors.toMap(
                words -> words[0],
                words ->
                    new String(Base64.getMimeDecoder().decode(words[1]), StandardCharsets.UTF_8)));
  }

  private String path(String relative) {
    return root.resolve(relative).toString();
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void await(int port) throws InterruptedException {
    for (int tries = 0; tries < 200; tries++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("nothing listens on port " + port);
  }

  /** Ends all processes. */
  void stop() throws IOException, InterruptedException {
    echo.close();
    for (Process process : processes) {
      process.destroy();
      process.waitFor();
    }
  }
}
