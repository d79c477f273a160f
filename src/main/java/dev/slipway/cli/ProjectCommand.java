package dev.slipway.cli;

import dev.slipway.cloud.CloudException;
import dev.slipway.cloud.CloudsYamlEntry;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.config.ProjectAssignment;
import dev.slipway.value.Environment;
import dev.slipway.value.ProjectId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
  private static final String NOT_WRITTEN = "not written";

  @Mixin private final StacksParameter stacks = new StacksParameter();
  @Mixin private final OutputOption output = new OutputOption();

  @Option(names = "--write", description = "Write the ids to the files.")
  private boolean write;

  private final Map<String, String> environment;

  ProjectCommand() {
    this(System.getenv());
  }

  ProjectCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    List<Path> files = stacks.files();
    StringWriter text = new StringWriter();
    List<Map<String, Object>> projects = new ArrayList<>();
    try {
      for (Path file : files) {
        projects.add(adopt(file, new PrintWriter(text, true)));
      }
    } finally {
      // Also if a file is refused: those before it may have been written.
      output.print(() -> Map.of("projects", projects), () -> text + hint(projects));
    }
    return ExitCodes.SUCCESS.code();
  }

  private static String hint(List<Map<String, Object>> projects) {
    return projects.stream().anyMatch(one -> one.containsValue(NOT_WRITTEN))
        ? "\nNothing was written. To write the files, add --write\n"
        : "";
  }

  /** Returns the project of the file's credential, and what became of the file. */
  private Map<String, Object> adopt(Path file, PrintWriter out) throws IOException {
    ProjectAssignment assignment = ProjectAssignment.of(file);
    CloudsYamlEntry entry =
        CloudsYamlEntry.find(assignment.cloud(), assignment.region(), environment);
    OpenStackClient client = OpenStackClient.open(entry);
    ProjectId id = id(entry, client);
    out.printf("%s: project %s (%s) of %s%n", file, id, client.projectName(), entry.authUrl());
    Optional<String> present = assignment.id();
    if (present.isPresent()) {
      requireSame(file, present.get(), entry, client);
      return row(file, entry, client, "unchanged");
    }
    requireOwn(file, assignment, client);
    stacks.requireUnused(file, id);
    LineDiff.print(out, file, Files.readString(file), assignment.text(id));
    if (write) {
      Files.writeString(file, assignment.text(id));
    }
    return row(file, entry, client, write ? "written" : NOT_WRITTEN);
  }

  private static Map<String, Object> row(
      Path file, CloudsYamlEntry entry, OpenStackClient client, String result) {
    return Map.of(
        "file", file.toString(),
        "id", client.projectId(),
        "name", client.projectName(),
        "authUrl", entry.authUrl().toString(),
        "result", result);
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
}
