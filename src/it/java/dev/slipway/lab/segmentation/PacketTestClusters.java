package dev.slipway.lab.segmentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.components.SegmentProgram;
import dev.slipway.document.Json;
import dev.slipway.lab.Lab;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Clusters without programs: the shipped components create their networks, security groups and
 * ports, and each server is an empty network namespace.
 */
final class PacketTestClusters {
  private static final Path FOLDER = Lab.state("segments");

  private static final String PROJECT =
      "name: slipway\nruntime: { name: java, options: { binary: program.jar } }\n";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARALLEL_UPDATES = 3;

  private PacketTestClusters() {}

  /** Creates them, and plugs the port of every server. */
  static void bringUp(List<ClusterPlan> clusters) {
    program();
    ExecutorService threads = Executors.newFixedThreadPool(PARALLEL_UPDATES);
    List<Future<?>> ups = new ArrayList<>();
    clusters.stream()
        .map(cluster -> cluster.name().text())
        .forEach(stack -> ups.add(threads.submit(() -> up(stack, Map.of()))));
    threads.shutdown();
    ups.forEach(PacketTestClusters::await);
    List<String> servers =
        clusters.stream().flatMap(one -> one.servers().stream()).map(ServerPlan::name).toList();
    Lab.shell("python3 lab/probes/packet_probe.py bind '" + Json.write(servers) + "'")
        .orFail("bind");
  }

  /**
   * Writes a jar that only names the main class and the class path. The folder {@code target} is
   * linked, because the command that empties the default group starts {@code target/slipway.jar}.
   */
  private static void program() {
    String path =
        Path.of("target/test-classes").toUri() + " " + Path.of("target/slipway.jar").toUri();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SegmentProgram.class.getName());
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, path);
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve("Pulumi.yaml"), PROJECT);
      new JarOutputStream(Files.newOutputStream(FOLDER.resolve("program.jar")), manifest).close();
      Files.deleteIfExists(FOLDER.resolve("target"));
      Files.createSymbolicLink(FOLDER.resolve("target"), Path.of("target").toAbsolutePath());
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Runs {@code pulumi up --refresh}; the variables may name other stack files. */
  static String up(String stack, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.putIfAbsent("SLIPWAY_STACKS", Path.of("stacks").toAbsolutePath().toString());
    String pulumi = "pulumi --non-interactive --cwd " + FOLDER;
    String line =
        "%1$s stack select --create %2$s && %1$s up --refresh --yes --skip-preview --stack %2$s"
            .formatted(pulumi, stack);
    return Lab.shell(line, environment).orFail("up of " + stack);
  }

  /** Returns for each packet whether OVN's logical flows, and sending it, deliver it. */
  static Map<Integer, Answer> ask(List<Packet> packets) {
    String file = file("packets.json", packets.stream().map(Packet::row).toList());
    String output = Lab.shell("python3 lab/probes/packet_probe.py ask " + file).orFail("ask");
    int begin = output.indexOf('{');
    System.out.print(output.substring(0, begin));
    Map<Integer, Answer> answers = new HashMap<>();
    read(output.substring(begin))
        .fields()
        .forEachRemaining(
            field -> answers.put(Integer.valueOf(field.getKey()), Answer.of(field.getValue())));
    return answers;
  }

  /**
   * Whether a packet is delivered.
   *
   * @param elsewhere other servers that received it
   */
  record Answer(boolean byOvnTrace, boolean byPacket, List<String> elsewhere) {
    private static Answer of(JsonNode row) {
      List<String> elsewhere = new ArrayList<>();
      row.path(2).forEach(one -> elsewhere.add(one.asText()));
      return new Answer(row.path(0).asBoolean(), row.path(1).asBoolean(), elsewhere);
    }

    boolean isUnanimously(boolean delivered) {
      return byOvnTrace == delivered && byPacket == delivered && elsewhere.isEmpty();
    }
  }

  /** Writes a JSON document into the lab's state folder, and returns its path. */
  static String file(String name, Object document) {
    return Lab.secretFile(name, Json.write(document)).toString();
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException noJson) {
      throw new AssertionError("not valid JSON: " + json, noJson);
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }
}
