package dev.slipway.cli;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.CloudsYamlEntry;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.config.Fleet;
import dev.slipway.config.ProjectAssignment;
import dev.slipway.value.Environment;
import dev.slipway.value.ProjectId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the ids of OpenStack projects to stack files. */
@Command(
    name = "project",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the ids of OpenStack projects to stack files.",
      "Asks Keystone which project the credential of the stack's entry in clouds.yaml belongs to,"
          + " and prints the difference. An id that a file has is never replaced: exit code 1 if"
          + " the credential belongs to another project. Creates nothing in the cloud."
    },
    footer = {"", "Example: slipway project staging-sto2 --write"})
final class ProjectCommand implements Callable<Integer> {
  @Mixin private final StacksParameter stacks = new StacksParameter();

  @Option(names = "--write", description = "Write the ids to the files.")
  private boolean write;

  @Spec private CommandSpec spec;

  private final Map<String, String> environment;

  ProjectCommand() {
    this(System.getenv());
  }

  ProjectCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    boolean changed = false;
    for (Path file : stacks.files()) {
      changed |= adopt(file);
    }
    if (changed && !write) {
      PrintWriter out = spec.commandLine().getOut();
      out.println();
      out.println("Nothing was written. To write the files, add --write");
    }
    return ExitCodes.SUCCESS.code();
  }

  /** Returns whether the file has no id yet. */
  private boolean adopt(Path file) throws IOException {
    ProjectAssignment assignment = ProjectAssignment.of(file);
    CloudsYamlEntry entry =
        CloudsYamlEntry.find(assignment.cloud(), assignment.region(), environment);
    OpenStackClient client = OpenStackClient.open(entry);
    ProjectId id = id(entry, client);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: project %s (%s) of %s%n", file, id, client.projectName(), entry.authUrl());
    Optional<String> present = assignment.id();
    if (present.isPresent()) {
      requireSame(file, present.get(), entry, client);
      return false;
    }
    requireOwn(file, assignment, client);
    requireUnused(file, id);
    LineDiff.print(out, file, Files.readString(file), assignment.text(id));
    if (write) {
      Files.writeString(file, assignment.text(id));
    }
    return true;
  }

  private static ProjectId id(CloudsYamlEntry entry, OpenStackClient client) {
    try {
      return ProjectId.parse(client.projectId());
    } catch (IllegalArgumentException invalid) {
      throw new CloudException(
          "%s: the project of clouds.%s is \"%s\", which %s"
              .formatted(entry.location(), entry.name(), client.projectId(), invalid.getMessage()));
    }
  }

  private static void requireSame(
      Path file, String present, CloudsYamlEntry entry, OpenStackClient client) {
    if (!present.equals(client.projectId())) {
      throw new CloudException(
          "%s: project.id is %s, and the credential of clouds.%s (%s) belongs to project %s (%s); use a credential of the first, or remove project.id if the stack has no resources"
              .formatted(
                  file,
                  present,
                  entry.name(),
                  entry.location(),
                  client.projectId(),
                  client.projectName()));
    }
  }

  /** A project whose name contains another environment is a wrong entry of clouds.yaml. */
  private static void requireOwn(Path file, ProjectAssignment assignment, OpenStackClient client) {
    Arrays.stream(Environment.values())
        .filter(other -> !other.text().equals(assignment.environment()))
        .filter(other -> other.isMeantBy(client.projectName()))
        .findFirst()
        .ifPresent(
            other -> {
              throw new CloudException(
                  "%s: the credential of clouds.%s belongs to project %s (%s) of environment %s, and the stack to %s; correct the entry in clouds.yaml"
                      .formatted(
                          file,
                          assignment.cloud(),
                          client.projectId(),
                          client.projectName(),
                          other.text(),
                          assignment.environment()));
            });
  }

  private void requireUnused(Path file, ProjectId id) {
    List<Path> others =
        Fleet.paths(stacks.folder()).stream()
            .filter(other -> !other.equals(file))
            .filter(other -> ProjectAssignment.of(other).id().equals(Optional.of(id.text())))
            .toList();
    if (!others.isEmpty()) {
      throw new CloudException(
          "%s: project %s is already the project of %s; no two stacks may use the same"
              .formatted(file, id, others.get(0)));
    }
  }
}
