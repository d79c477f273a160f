package dev.slipway.evidence.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.evidence.model.PacketTestRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacketFileTest {
  private static final String PACKET =
      "{\"from\":\"a\",\"to\":\"b\",\"destination\":\"192.0.2.1\",\"protocol\":6,\"port\":443,"
          + "\"plan\":false,\"wire\":true}";

  @TempDir private Path folder;

  @Test
  void readsPacketsAndKeepsText() throws IOException {
    String text = "[" + PACKET + "]\n";
    PacketTestRun.Packet packet =
        new PacketTestRun.Packet(
            "a", "b", "192.0.2.1", 6, 443, false, Optional.empty(), Optional.of(true));
    assertEquals(new PacketTestRun(text, List.of(packet)), PacketFile.read(write(text)));
    assertEquals("a to b at 192.0.2.1, protocol 6 443", packet.toString());
  }

  @Test
  void refusesMissingKey() throws IOException {
    assertRefused(
        "[" + PACKET + "," + PACKET.replace("\"plan\":false,", "") + "]",
        "packet 2: key plan is missing");
  }

  @Test
  void refusesNull() throws IOException {
    assertRefused("[null]", "packet 1: expected an object");
    assertRefused("null", "expected an array");
  }

  @Test
  void refusesFileThatIsNotText() throws IOException {
    Path file = folder.resolve("packets.json");
    Files.write(file, "[\u00e9]".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(file + ": cannot be read as a UTF-8 text file", failure(file));
  }

  private void assertRefused(String text, String message) throws IOException {
    Path file = write(text);
    assertEquals(file + ": " + message, failure(file));
  }

  private static String failure(Path file) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> PacketFile.read(file)).getMessage());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("packets.json"), text);
  }
}
