package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.Golden;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
  private static final Path BROKEN = Path.of("src/test/resources/invalid");

  @TempDir private Path folder;

  @Test
  void readsTheShippedStackFiles() {
    List<String> stacks =
        Fleet.load(Path.of("stacks")).files().stream().map(file -> file.stack().text()).toList();
    assertEquals(
        List.of(
            "production",
            "production-osl2",
            "production-sto2",
            "staging",
            "staging-osl2",
            "staging-sto2"),
        stacks);
  }

  @Test
  void reportsEveryProblemOfEveryFileAtOnceInFull() {
    Golden.assertSame("invalid/problems.txt", text(refused(BROKEN)));
  }

  @Test
  void saysWhereThereIsNoFolder() {
    Path absent = folder.resolve("absent");
    assertEquals(
        absent + ": is no folder that can be read; name another by --stacks or SLIPWAY_STACKS\n",
        text(refused(absent)));
  }

  @Test
  void refusesTwoClustersWithOneAddress() throws IOException {
    for (String stack : List.of("staging", "staging-osl2", "staging-sto2")) {
      Files.copy(Path.of("stacks", stack + ".yaml"), folder.resolve(stack + ".yaml"));
    }
    Path sto2 = folder.resolve("staging-sto2.yaml");
    Files.writeString(sto2, Files.readString(sto2).replace("198.51.100.36", "198.51.100.34"));
    assertEquals(
        sto2
            + ":14: endpoint.floatingIp: \"198.51.100.34\" stands in "
            + folder.resolve("staging-osl2.yaml")
            + " too; it must be this stack's own\n",
        text(refused(folder)));
  }

  private static List<Problem> refused(Path folder) {
    return assertThrows(InvalidFleetException.class, () -> Fleet.load(folder)).problems();
  }

  private static String text(List<Problem> problems) {
    return problems.stream().map(problem -> problem + "\n").collect(Collectors.joining());
  }
}
