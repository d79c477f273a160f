package dev.slipway.components.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The taints of a worker's Node after its configuration: the planned ones and all other ones. */
class TaintScriptTest {
  private static final String OTHERS = "node.kubernetes.io/unschedulable=:NoSchedule";

  @TempDir private Path cloud;

  /** A semicolon ends a line; the first one of a Node is Talos' annotation. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1:NoSchedule | ;OTHERS | a=1:NoSchedule | [\"a\"];OTHERS;a=1:NoSchedule",
        "b=2:NoExecute a=1:NoSchedule | '' | b=2:NoExecute a=1:NoSchedule"
            + " | [\"a\",\"b\"];b=2:NoExecute;a=1:NoSchedule",
        // Another value, another effect, and a key that is planned no more.
        "a=2:NoSchedule | [\"a\"];OTHERS;a=1:NoSchedule | a=2:NoSchedule"
            + " | [\"a\"];OTHERS;a=2:NoSchedule",
        "a=1:NoExecute | [\"a\"];OTHERS;a=1:NoSchedule | a:NoSchedule- a=1:NoExecute"
            + " | [\"a\"];OTHERS;a=1:NoExecute",
        "'' | [\"a\"];OTHERS;a=1:NoSchedule | a:NoSchedule- | ;OTHERS",
        "a=:NoSchedule | [\"a\",\"b\"];b=2:NoExecute;OTHERS | b:NoExecute- a=:NoSchedule"
            + " | [\"a\"];OTHERS;a=:NoSchedule",
        // Without Talos' annotation a taint with another key belongs to someone else.
        "a=1:NoSchedule | ;b=2:NoExecute;OTHERS | a=1:NoSchedule"
            + " | [\"a\"];b=2:NoExecute;OTHERS;a=1:NoSchedule",
      })
  void nodeTakesThePlannedTaints(String planned, String before, String changes, String after)
      throws Exception {
    ScriptRun run = worker(planned).write("taints-w-1", lines(before));
    succeeds(run);
    assertEquals("taint node w-1 --overwrite " + changes + "\n", run.read("calls"));
    assertEquals(lines(after), run.read("taints-w-1"));
    succeeds(run.write("calls", ""));
    assertEquals("", run.read("calls"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1:NoSchedule | [\"a\"];OTHERS;a=1:NoSchedule",
        "'' | ;OTHERS;b=2:NoExecute",
      })
  void nodeWithThePlannedTaintsIsLeftAlone(String planned, String before) throws Exception {
    ScriptRun run = worker(planned).write("taints-w-1", lines(before));
    succeeds(run);
    assertEquals("", run.read("calls"));
    assertEquals(lines(before), run.read("taints-w-1"));
  }

  /** Talos sets those as administrator. */
  @Test
  void taintsOfControlPlaneAreLeftToTalos() throws Exception {
    ScriptRun run = new ScriptRun(cloud, 3).with("TAINTS", "a=1:NoSchedule");
    assertEquals(0, run.configure("cp-2", "old\n").code());
    assertEquals("", run.read("calls"));
  }

  /** The API refuses the annotation. */
  @Test
  void nodeThatDoesNotTakeThemStopsTheUpdate() throws Exception {
    ScriptRun.Result result =
        worker("a=1:NoSchedule").write("unmarked", "").configure("w-1", "old\n");
    assertEquals(1, result.code());
    assertTrue(
        result.messages().contains("its Node does not have the planned taints"), result.messages());
  }

  private ScriptRun worker(String planned) {
    return new ScriptRun(cloud, 3).with("TAINTS", planned);
  }

  private static void succeeds(ScriptRun run) throws Exception {
    ScriptRun.Result result = run.configure("w-1", "old\n");
    assertEquals(0, result.code(), result.messages());
  }

  private static String lines(String text) {
    return text.replace("OTHERS", OTHERS).replace(';', '\n') + "\n";
  }
}
