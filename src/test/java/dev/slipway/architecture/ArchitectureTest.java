package dev.slipway.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layers: which package may use which. */
class ArchitectureTest {
  private static final String ROOT = "dev.slipway";
  private static final Path MAIN = Path.of("src/main/java");

  /** Every package may use these. */
  private static final List<String> EVERYWHERE = List.of("java.", "org.jspecify.");

  /**
   * Each package with all else that it may use besides itself: our packages by their short name,
   * third-party ones in full. A subpackage without a row has the row of its parent. The
   * package-info of each package has the reasons.
   */
  private static final Map<String, List<String>> MAY_USE =
      table(
          """
          value                       inet.ipaddr
          document                    com.fasterxml.jackson
          config                      value com.fasterxml.jackson org.yaml.snakeyaml org.apache.commons.text
          plan                        value document config
          plan.extension              value config plan.model
          plan.model                  value config.PinnedRelease
          plan.security               value plan.model
          plan.security.reachability  value plan.model plan.security
          plan.identity               value plan.model
          plan.gitops                 value document plan.model plan.identity
          plan.cluster                value document plan.model plan.security plan.identity
          http                        javax.net.ssl
          zitadel                     value http plan com.fasterxml.jackson
          audit                       value plan document http com.fasterxml.jackson com.github.davidmoten.aws
          repository                  value
          repository.rest             value http repository com.fasterxml.jackson
          repository.github           repository com.fasterxml.jackson
          repository.gitlab           repository com.fasterxml.jackson
          cloud                       value http com.fasterxml.jackson org.yaml.snakeyaml
          guard                       value document plan cloud process com.fasterxml.jackson
          drift                       value plan cloud guard com.fasterxml.jackson
          preflight                   value plan cloud com.fasterxml.jackson
          doctor                      value plan cloud guard
          reservation                 value config plan.model cloud com.fasterxml.jackson
          process
          git                         process
          recovery                    value document cloud guard process com.fasterxml.jackson
          status                      value document plan guard recovery credentials change com.fasterxml.jackson
          credentials                 value document javax.security.auth.x500
          onboarding                  value config
          lifecycle                   value config document
          sbom                        value document plan com.github.packageurl
          change                      value plan document config.PinnedRelease
          report                      value document plan change
          deploy                      value document plan preview com.fasterxml.jackson
          preview                     value document com.fasterxml.jackson
          review                      value document plan change report preview
          diagram                     value plan javax.xml.stream org.eclipse.elk
          evidence                    value document plan diagram cloud drift org.commonmark
          components                  value document http plan change cloud guard credentials config.PinnedRelease com.pulumi
          cli                         value document config plan cloud guard drift doctor onboarding preflight recovery reservation \
                                      evidence report review preview deploy git process change credentials lifecycle repository sbom status zitadel audit picocli
          build                       cli config plan components http com.pulumi
          """);

  /** Packages whose results depend on their arguments alone. */
  private static final List<String> PURE =
      List.of("value", "plan", "change", "components", "lifecycle", "sbom");

  private static final Pattern IMPURE =
      Pattern.compile(
          "currentTimeMillis|nanoTime|Instant\\.now|LocalDate\\.now|Random|UUID|getenv");

  private static final List<SourceReferences> FILES = SourceReferences.in(MAIN);

  @TempDir private Path folder;

  private static Map<String, List<String>> table(String text) {
    return text.lines()
        .map(line -> line.split(" +"))
        .collect(
            Collectors.toMap(
                words -> words[0],
                words ->
                    Arrays.stream(words)
                        .map(word -> isOwnPackage(word) ? ROOT + "." + word : word)
                        .toList()));
  }

  private static boolean isOwnPackage(String word) {
    return Files.isDirectory(MAIN.resolve("dev/slipway").resolve(word.replaceFirst("\\..*", "")));
  }

  @Test
  void everyPackageUsesOnlyWhatItMay() {
    assertEquals(List.of(), forbidden(FILES));
  }

  @Test
  void packagesHaveNoCycle() {
    assertEquals(List.of(), PackageCycles.of(FILES));
  }

  @Test
  void codeHasQualifiedNamesOnlyWhereTwoTypesHaveTheSameName() {
    List<SourceReferences> tests = SourceReferences.in(Path.of("src/test/java"));
    assertEquals(
        List.of(),
        Stream.concat(FILES.stream(), tests.stream())
            .flatMap(ArchitectureTest::needlesslyQualified)
            .toList());
  }

  @Test
  void purePackagesHaveNoClockRandomnessOrEnvironment() throws IOException {
    for (SourceReferences file : FILES) {
      if (PURE.contains(layer(file).replaceFirst("\\..*", ""))) {
        String text = Files.readString(file.file());
        assertEquals(List.of(), IMPURE.matcher(text).results().toList(), file.file().toString());
      }
    }
  }

  @Test
  void findsForbiddenImport() throws IOException {
    inject("plan", "import com.pulumi.Context;", "");
    assertEquals(List.of("Injected.java uses com.pulumi.Context"), forbidden(injected()));
  }

  @Test
  void findsForbiddenQualifiedName() throws IOException {
    inject("plan", "", "/** com.pulumi.Javadoc */ com.pulumi.Context.Inner context;");
    assertEquals(List.of("Injected.java uses com.pulumi.Context"), forbidden(injected()));
    assertEquals(
        List.of("Injected.java: import com.pulumi.Context"),
        injected().stream().flatMap(ArchitectureTest::needlesslyQualified).toList());
  }

  @Test
  void findsForbiddenUseInSubpackage() throws IOException {
    inject("plan.model.detail", "import dev.slipway.plan.security.FleetPlan;", "");
    assertEquals(
        List.of("Injected.java uses dev.slipway.plan.security.FleetPlan"), forbidden(injected()));
  }

  @Test
  void findsUnknownPackage() throws IOException {
    inject("misc", "", "");
    assertEquals(List.of("Injected.java is in a package without a rule"), forbidden(injected()));
  }

  @Test
  void findsCycle() throws IOException {
    inject("plan.model", "import dev.slipway.plan.security.Rule;", "");
    inject("plan.security", "", "dev.slipway.plan.Planner planner;");
    inject("plan", "import static dev.slipway.plan.model.Plan.PLAN;", "");
    inject("cli", "import dev.slipway.plan.Planner;", "");
    assertEquals(
        List.of("dev.slipway.plan and dev.slipway.plan.model and dev.slipway.plan.security"),
        PackageCycles.of(injected()));
  }

  private void inject(String name, String imports, String body) throws IOException {
    Path source = folder.resolve(name).resolve("Injected.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source, "package %s.%s; %s class Injected { %s }".formatted(ROOT, name, imports, body));
  }

  private List<SourceReferences> injected() {
    List<SourceReferences> files = SourceReferences.in(folder);
    assertTrue(files.size() > 0, "nothing is injected");
    return files;
  }

  private static List<String> forbidden(List<SourceReferences> files) {
    return files.stream().flatMap(ArchitectureTest::forbidden).toList();
  }

  private static Stream<String> forbidden(SourceReferences file) {
    String layer = layer(file);
    if (layer.isEmpty()) {
      return Stream.empty();
    }
    Path name = Objects.requireNonNull(file.file().getFileName());
    List<String> allowed = MAY_USE.get(layer);
    if (allowed == null) {
      return Stream.of(name + " is in a package without a rule");
    }
    return file.all()
        .filter(used -> EVERYWHERE.stream().noneMatch(used::startsWith))
        .filter(used -> allowed.stream().noneMatch(prefix -> (used + ".").startsWith(prefix + ".")))
        .map(used -> name + " uses " + used);
  }

  /** Returns the longest row that is the file's package or a parent of it; empty for the root. */
  private static String layer(SourceReferences file) {
    String name = file.packageName().replaceFirst("^dev\\.slipway\\.?", "");
    return MAY_USE.keySet().stream()
        .filter(row -> (name + ".").startsWith(row + "."))
        .max(Comparator.comparing(String::length))
        .orElse(name);
  }

  private static Stream<String> needlesslyQualified(SourceReferences file) {
    return file.qualified().stream()
        .filter(
            name ->
                file.all()
                    .filter(Predicate.not(name::equals))
                    .noneMatch(other -> sameName(other, name)))
        .map(name -> file.file().getFileName() + ": import " + name);
  }

  private static boolean sameName(String one, String other) {
    return one.substring(one.lastIndexOf('.')).equals(other.substring(other.lastIndexOf('.')));
  }
}
