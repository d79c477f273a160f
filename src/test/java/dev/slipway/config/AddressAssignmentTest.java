package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.StackFiles;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.IpAddress;
import dev.slipway.value.NeutronId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressAssignmentTest {
  private static final String STACK = "staging-osl2";
  private static final String ID = "5b0c1f0e-8d5e-4c6f-9a51-0d2b7c3e4f60";
  private static final String ROUTER = "  routerExternalIp: 198.51.100.35\n";
  private static final String FLOATING_IP = "  floatingIp: 198.51.100.34\n";

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFiles() {
    files = StackFiles.shipped(folder.resolve("stacks"));
  }

  @Test
  void addsAndRemovesKeysAndKeepsTheRestOfTheFile() {
    String pinned = files.text(STACK);
    String without = pinned.replace(ROUTER, "").replace(FLOATING_IP, "");
    files.withText(STACK, without);
    AddressAssignment added = read();
    add(added);
    assertEquals(
        pinned
            .replace(ROUTER, ROUTER + "  routerId: \"%s\"\n".formatted(ID))
            .replace(FLOATING_IP, FLOATING_IP + "  floatingIpId: \"%s\"\n".formatted(ID)),
        added.text());
    added.write();
    assertEquals(added.text(), files.text(STACK));
    AddressAssignment removed = read();
    removed.remove(AddressKeys.ROUTER);
    removed.remove(AddressKeys.FLOATING_IP);
    assertEquals(without, removed.text());
  }

  @Test
  void addsOnlyTheIdToAnAddress() {
    AddressAssignment assignment = read();
    add(assignment);
    assertEquals(
        4, assignment.text().split("routerExternalIp|floatingIp:|Id: \"5b", -1).length - 1);
  }

  /** Styles of the group {@code network}; the rest of the file is that of a shipped stack. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          network: { kind: project, cidr: 10.41.16.0/24, externalNetwork: public }\\n|network: { kind: project, cidr: 10.41.16.0/24, externalNetwork: public, routerExternalIp: A, routerId: "ID" }\\n
          network: { externalNetwork: public, kind: project, cidr: 10.41.16.0/24 }\\n|network: { externalNetwork: public, routerExternalIp: A, routerId: "ID", kind: project, cidr: 10.41.16.0/24 }\\n
          network:\\n    externalNetwork: public # note\\n    # note\\n    kind: project\\n    cidr: 10.41.16.0/24\\n|network:\\n    externalNetwork: public # note\\n    routerExternalIp: A\\n    routerId: "ID"\\n    # note\\n    kind: project\\n    cidr: 10.41.16.0/24\\n
          network:\\r\\n  kind: project\\r\\n  cidr: 10.41.16.0/24\\r\\n  externalNetwork: public\\r\\n|network:\\r\\n  kind: project\\r\\n  cidr: 10.41.16.0/24\\r\\n  externalNetwork: public\\r\\n  routerExternalIp: A\\r\\n  routerId: "ID"\\r\\n
          """)
  void writesEveryStyle(String before, String after) {
    String text = files.text(STACK);
    String rest = text.replaceFirst("(?s)network:\\n.*?\\n(?=\\w)", "");
    files.withText(STACK, rest + unescaped(before));
    AddressAssignment assignment = read();
    assignment.add(AddressKeys.ROUTER, IpAddress.parse("198.51.100.35"), NeutronId.parse(ID));
    String expected = unescaped(after).replace("A", "198.51.100.35").replace("ID", ID);
    String newLine = before.contains("\\r") ? expected : expected.replace("\r", "");
    assertEquals(rest + newLine, assignment.text());
    files.withText(STACK, assignment.text());
    AddressAssignment removed = read();
    removed.remove(AddressKeys.ROUTER);
    assertEquals(rest + unescaped(before), removed.text());
  }

  @Test
  void reportsEveryOtherProblem() {
    files.with(STACK, ROUTER, "  routerId: 7\n").with(STACK, "  dnsName", "  dnsNmae");
    List<String> problems =
        assertThrows(InvalidFleetException.class, this::read).problems().stream()
            .map(Object::toString)
            .toList();
    assertEquals(3, problems.size(), problems::toString);
    assertTrue(problems.stream().noneMatch(one -> one.contains("routerExternalIp")));
  }

  /** A run that was killed before the rename leaves a file beside the stack file. */
  @Test
  void replacesAFileOfAnInterruptedRunAndKeepsPermissions() throws IOException {
    Path left = Files.writeString(files.path().resolve("." + STACK + ".new"), "half of a li");
    files.plan(); // the fleet is valid
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-r-----");
    Files.setPosixFilePermissions(files.file(STACK), permissions);
    AddressAssignment assignment = read();
    add(assignment);
    assignment.write();
    assertEquals(permissions, Files.getPosixFilePermissions(files.file(STACK)));
    assertEquals(assignment.text(), files.text(STACK));
    assertFalse(Files.exists(left));
  }

  @Test
  void doesNotReplaceAFileThatWasChangedMeanwhile() {
    AddressAssignment assignment = read();
    add(assignment);
    String edited = files.text(STACK) + "# edited\n";
    files.withText(STACK, edited);
    InvalidFleetException refusal = assertThrows(InvalidFleetException.class, assignment::write);
    assertEquals(
        List.of(files.file(STACK) + ": was changed while the command ran; run it again"),
        refusal.problems().stream().map(Object::toString).toList());
    assertEquals(edited, files.text(STACK));
  }

  private AddressAssignment read() {
    return AddressAssignment.of(files.file(STACK));
  }

  private static void add(AddressAssignment assignment) {
    NeutronId id = NeutronId.parse(ID);
    assignment.add(AddressKeys.ROUTER, IpAddress.parse("198.51.100.35"), id);
    assignment.add(AddressKeys.FLOATING_IP, IpAddress.parse("198.51.100.34"), id);
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r");
  }
}
