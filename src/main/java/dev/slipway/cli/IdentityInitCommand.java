package dev.slipway.cli;

import dev.slipway.config.Fleet;
import dev.slipway.config.IdentityAssignment;
import dev.slipway.value.Environment;
import dev.slipway.value.HttpsUrl;
import dev.slipway.value.ZitadelIds;
import dev.slipway.zitadel.IdentitySetup;
import dev.slipway.zitadel.ServiceUserKey;
import dev.slipway.zitadel.ZitadelApi;
import dev.slipway.zitadel.ZitadelException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Creates what API servers need in Zitadel, and writes the ids to the stack files. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Creates what API servers need in Zitadel.",
      "Creates the project and the application of an environment in Zitadel, or adopts those with"
          + " the same names, and writes their ids to the stack files of the environment.",
      "API servers need the ids before they start; the Ops stack imports the objects. An id that a"
          + " file has is never replaced. Without --write nothing is created or written."
    },
    footer = {"", "Example: slipway identity init staging --write"})
final class IdentityInitCommand implements Callable<Integer> {
  @Mixin private final StacksOption stacks = new StacksOption();

  @Parameters(paramLabel = "ENVIRONMENT", description = "Name of an environment.")
  private String environment;

  @Option(names = "--write", description = "Create the objects, and write the ids to the files.")
  private boolean write;

  @Spec private CommandSpec spec;

  private final Map<String, String> variables;

  IdentityInitCommand() {
    this(System.getenv());
  }

  IdentityInitCommand(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public Integer call() throws IOException {
    Map<Path, IdentityAssignment> all = new LinkedHashMap<>();
    Fleet.paths(stacks.folder()).forEach(file -> all.put(file, IdentityAssignment.of(file)));
    Map<Path, IdentityAssignment> files = own(all);
    ServiceUserKey key = ServiceUserKey.read(variables);
    HttpsUrl issuer = HttpsUrl.parse(single("issuer", issuers(files)));
    ZitadelApi api = ZitadelApi.open(issuer, key, variables);
    List<String> actions = new ArrayList<>();
    IdentitySetup setup = new IdentitySetup(api, write, actions);
    requireOwn(all, setup);
    Optional<ZitadelIds> ids = setup.ids(environment, project(files));
    PrintWriter out = spec.commandLine().getOut();
    actions.forEach(out::println);
    if (ids.isPresent()) {
      assign(files, ids.get());
    }
    if (!write) {
      out.println();
      out.println("Nothing was created or written. To do both, add --write");
    }
    return ExitCodes.SUCCESS.code();
  }

  private Map<Path, IdentityAssignment> own(Map<Path, IdentityAssignment> all) {
    Map<Path, IdentityAssignment> found = new LinkedHashMap<>(all);
    found.values().removeIf(one -> !isOwn(one));
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no stack file of environment %s".formatted(stacks.folder(), environment));
    }
    return found;
  }

  private boolean isOwn(IdentityAssignment file) {
    return file.environment().equals(environment);
  }

  private static List<String> issuers(Map<Path, IdentityAssignment> files) {
    return files.values().stream().map(IdentityAssignment::issuer).distinct().toList();
  }

  private Optional<String> project(Map<Path, IdentityAssignment> files) {
    List<String> projects =
        files.values().stream().flatMap(one -> one.project().stream()).distinct().toList();
    return projects.isEmpty() ? Optional.empty() : Optional.of(single("audience", projects));
  }

  private String single(String key, List<String> values) {
    if (values.size() > 1) {
      throw new IllegalArgumentException(
          "the stack files of %s have different values of identity.%s: %s"
              .formatted(environment, key, String.join(", ", values)));
    }
    return values.get(0);
  }

  /** Computes every text before it writes the first: a refusal leaves all files as they are. */
  private void assign(Map<Path, IdentityAssignment> files, ZitadelIds ids) throws IOException {
    Map<Path, String> texts = new LinkedHashMap<>();
    files.forEach((path, file) -> texts.put(path, file.text(ids)));
    for (Map.Entry<Path, IdentityAssignment> file : files.entrySet()) {
      String text = texts.get(file.getKey());
      String before = file.getValue().text();
      if (text != null && !text.equals(before)) {
        LineDiff.print(spec.commandLine().getOut(), file.getKey(), before, text);
        if (write) {
          Files.writeString(file.getKey(), text);
        }
      }
    }
  }

  /** Compares the name too: the files have no id when the first environment is set up. */
  private void refuseOtherEnvironment(IdentitySetup setup) {
    Arrays.stream(Environment.values())
        .filter(own -> own.text().equals(environment))
        .findFirst()
        .flatMap(own -> own.otherIn(setup.organizationName()))
        .ifPresent(
            other -> {
              throw new ZitadelException(
                  "nothing is created: the key belongs to organization %s (%s) of environment %s; use the key of %s's own organization"
                      .formatted(
                          setup.organization(),
                          setup.organizationName(),
                          other.text(),
                          environment));
            });
  }

  /** Refuses the key of another organization, in which it would create the project. */
  private void requireOwn(Map<Path, IdentityAssignment> all, IdentitySetup setup) {
    refuseOtherEnvironment(setup);
    String organization = setup.organization().text();
    all.forEach(
        (path, file) -> {
          Optional<String> given = file.organization();
          boolean same = given.equals(Optional.of(organization));
          if (given.isPresent() && isOwn(file) != same) {
            throw new ZitadelException(
                "nothing is created: the key belongs to organization %s, and %s has %s; use the key of %s's own organization"
                    .formatted(organization, path, given.get(), environment));
          }
        });
  }
}
