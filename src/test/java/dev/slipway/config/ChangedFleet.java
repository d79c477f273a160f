package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.value.InvalidFleetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A good fleet in a folder, with other values in it. */
record ChangedFleet(Path folder) {

  /** Writes another value where {@code from} stands, which is there once. */
  void change(String stack, String from, String to) throws IOException {
    Path file = folder.resolve(stack + ".yaml");
    String text = Files.readString(file);
    assertEquals(2, text.split(Pattern.quote(from), -1).length, from);
    Files.writeString(file, text.replace(from, to));
  }

  /** Exactly these problems; the folder is left out of each, and is DIR inside them. */
  void assertRefused(String... problems) {
    List<String> expected =
        List.of(problems).stream()
            .map(problem -> folder + "/" + problem.replace("DIR", folder.toString()))
            .toList();
    List<String> actual =
        assertThrows(InvalidFleetException.class, () -> Fleet.load(folder)).problems().stream()
            .map(Object::toString)
            .toList();
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }
}
