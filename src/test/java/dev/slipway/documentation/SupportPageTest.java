package dev.slipway.documentation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.doctor.Computer;
import dev.slipway.doctor.Doctor;
import dev.slipway.doctor.Plugins;
import dev.slipway.document.Markdown;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.TalosVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The versions on the page of what is supported, from the sources. */
class SupportPageTest {
  private static final Path PAGE = Path.of("docs/support.md");
  private static final String BEGIN = "<!-- %s, recorded by SupportPageTest. -->\n";
  private static final String END = "<!-- End of the table. -->\n";

  private final LabTools lab = new LabTools();
  private final ClusterPlan ops = FleetFixture.cluster("production");

  /** A computer without any program. */
  private static final class Empty implements Computer {
    @Override
    public Map<String, String> environment() {
      return Map.of("HOME", "/home");
    }

    @Override
    public boolean hasProgram(String name) {
      return false;
    }

    @Override
    public Optional<String> output(List<String> command) {
      return Optional.empty();
    }

    @Override
    public boolean isFolder(Path path) {
      return false;
    }

    @Override
    public boolean isFile(Path path) {
      return false;
    }
  }

  @Test
  void versionsAreThoseOfTheSources() throws IOException {
    String page = Files.readString(PAGE);
    page = withTable(page, "Versions", List.of("software", "here", "in the lab"), versions());
    page =
        withTable(
            page,
            "Talos",
            List.of("Talos", "Kubernetes", "machine configs tried with talosctl"),
            talos());
    Golden.assertSame(PAGE, page);
  }

  private List<List<String>> versions() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("Kubernetes", ops.kubernetes(), lab.version("kubernetes-control-plane")));
    rows.add(row("etcd", "of Talos", lab.version("etcd")));
    rows.add(row("Talos", ops.talos(), "talosctl " + lab.version("talosctl")));
    rows.add(row("Cilium", ops.cilium().version(), "manifest " + lab.version("cilium")));
    rows.add(
        row(
            "Argo CD",
            ops.argocd().orElseThrow().release().version(),
            "manifest %s, programs %s"
                .formatted(lab.version("argocd-manifest"), lab.version("argocd"))));
    rows.add(row("Pulumi", neededPulumi(), lab.version("pulumi")));
    rows.add(row("Pulumi's Java runtime", "of Pulumi", lab.version("pulumi-language-java")));
    Plugins.versions()
        .forEach((name, sdk) -> rows.add(row("Pulumi plugin " + name, sdk, lab.version(name))));
    return rows;
  }

  private static List<String> row(String software, Object here, String inLab) {
    return List.of(software, here.toString(), inLab);
  }

  private static String neededPulumi() {
    return Doctor.tools(new Empty()).stream()
        .filter(finding -> finding.what().equals("pulumi"))
        .map(finding -> finding.fix().replaceAll("install (.*), https.*", "$1"))
        .findFirst()
        .orElseThrow();
  }

  private List<List<String>> talos() {
    return IntStream.range(0, 100)
        .mapToObj("1.%d.0"::formatted)
        .flatMap(text -> supported(text).stream())
        .map(talos -> List.of(line(talos), talos.supportedKubernetes(), talosctl(talos)))
        .toList();
  }

  private static Optional<TalosVersion> supported(String version) {
    try {
      return Optional.of(TalosVersion.parse(version));
    } catch (IllegalArgumentException unsupported) {
      return Optional.empty();
    }
  }

  private static String line(TalosVersion talos) {
    return talos.version().major() + "." + talos.version().minor();
  }

  /** The tool without a version in its name is that of the stack files. */
  private String talosctl(TalosVersion talos) {
    boolean shipped = talos.version().minor() == ops.talos().version().minor();
    return lab.version(shipped ? "talosctl" : "talosctl-" + line(talos).replace('.', '-'));
  }

  private static String withTable(
      String page, String name, List<String> head, List<List<String>> rows) {
    String begin = BEGIN.formatted(name);
    int start = page.indexOf(begin) + begin.length();
    int end = page.indexOf(END, start);
    assertTrue(start >= begin.length() && end >= start, PAGE + " has no section " + name);
    Markdown table = new Markdown().table(head, rows);
    return page.substring(0, start) + "\n" + table + "\n" + page.substring(end);
  }
}
