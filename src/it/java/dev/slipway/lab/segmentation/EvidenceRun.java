package dev.slipway.lab.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.lab.segmentation.PacketTestClusters.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Evidence of one environment from all three evidence sources, with the test packets. */
final class EvidenceRun {
  private final Path folder;
  private final String digest;

  private EvidenceRun(Path folder, String digest) {
    this.folder = folder;
    this.digest = digest;
  }

  /** Writes the evidence; {@code plan} returns whether a packet is delivered. */
  static EvidenceRun of(
      String environment,
      List<Packet> packets,
      Map<Integer, Answer> answers,
      Predicate<Packet> plan) {
    String file =
        PacketTestClusters.file(
            "evidence-packets.json",
            packets.stream()
                .map(one -> row(one, plan.test(one), answers.get(one.number())))
                .toList());
    CommandResult evidence =
        Lab.shell(
            "rm -rf %1$s && ./slipway evidence %2$s --out %1$s --packets %3$s 2>/dev/null"
                .formatted(Lab.state("evidence"), environment, file));
    assertEquals(3, evidence.exitCode(), evidence.output());
    String output = evidence.output().strip();
    Path folder = Path.of(output.replaceFirst("(?s): .*", ""));
    return new EvidenceRun(folder, output.replaceFirst("(?s).* ", ""));
  }

  /**
   * Asserts that every source shows isolated environments, and that the only difference is what
   * this chapter leaves out: its servers are in no Nova, and no API server runs.
   */
  void assertSatisfied() throws IOException {
    String report = Files.readString(folder.resolve("report.md"));
    for (String answer :
        List.of(
            "plan: no path between environments",
            "cloud: no path between environments",
            "packets: no test packet arrived in another environment")) {
      assertTrue(report.contains("**The " + answer + ".**"), report);
    }
    JsonNode document = PacketTestClusters.read(Files.readString(folder.resolve("report.json")));
    for (JsonNode check : document.path("checks")) {
      boolean comparesServers = check.path("id").asText().equals("cloud-as-planned");
      String expected = comparesServers ? "not-satisfied" : "satisfied";
      assertEquals(expected, check.path("result").asText(), check.toString());
      if (comparesServers) {
        check
            .path("details")
            .forEach(one -> assertTrue(one.asText().startsWith("missing server: "), one.asText()));
      }
    }
    for (JsonNode entryPoint : document.path("entryPoints")) {
      boolean project = entryPoint.path("entryPoint").asText().equals("OpenStack project");
      String expected = project ? "live" : "not-assessed";
      assertEquals(expected, entryPoint.path("read").asText(), entryPoint.toString());
    }
  }

  /** Changes one bit in the middle of each file in turn. */
  void assertVerifyDetectsEachChangedFile() throws IOException {
    verify().orFail("verify");
    List<Path> files;
    try (Stream<Path> paths = Files.walk(folder)) {
      files = paths.filter(Files::isRegularFile).toList();
    }
    assertTrue(files.size() > 10, files.toString());
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      content[content.length / 2] ^= 1;
      Files.write(file, content);
      CommandResult result = verify();
      assertEquals(3, result.exitCode(), file + ": " + result.output());
      content[content.length / 2] ^= 1;
      Files.write(file, content);
    }
    verify().orFail("verify");
  }

  private CommandResult verify() {
    return Lab.shell("./slipway evidence verify " + folder + " --expect-digest " + digest);
  }

  private static Map<String, Object> row(Packet packet, boolean plan, Answer answer) {
    return Map.of(
        "from", packet.from().node().name(),
        "to", packet.to().node().name(),
        "destination", packet.destination(),
        "protocol", packet.protocol(),
        "port", packet.port(),
        "plan", plan,
        "trace", answer.byOvnTrace(),
        "wire", answer.byPacket());
  }
}
