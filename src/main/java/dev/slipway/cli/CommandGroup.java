package dev.slipway.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The groups in which {@code slipway --help} lists the commands, by task. */
enum CommandGroup {
  CHECK("Plan and check", "check", "plan", "stacks", "preview", "doctor", "preflight"),
  CHANGE(
      "Build and change",
      "deploy",
      "onboard",
      "project",
      "reserve",
      "slots",
      "identity",
      "clear-default-group"),
  OPERATE("Operate", "status", "drift", "recover"),
  ACCESS("Access", "kubeconfig", "talosconfig", "credential"),
  AUDIT("Audit", "audit", "evidence", "repository", "sbom"),
  OTHER("Other", "version", "completion", "help");

  /** The length at which a line of the list has 80 characters. */
  static final int LONGEST_SUMMARY = 57;

  private static final int LONGEST_NAME = "clear-default-group".length();

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // only ever List.of
  private final List<String> commands;

  CommandGroup(String title, String... commands) {
    this.title = title;
    this.commands = List.of(commands);
  }

  /** Returns the names of all commands. */
  static List<String> all() {
    return Arrays.stream(values()).flatMap(group -> group.commands.stream()).toList();
  }

  /** Returns the list of commands for the help. */
  static String list(Help help) {
    return Arrays.stream(values()).map(group -> group.section(help)).collect(Collectors.joining());
  }

  private String section(Help help) {
    return commands.stream()
        .map(
            name ->
                "  %s  %s%n"
                    .formatted(
                        padded(name),
                        summary(Objects.requireNonNull(help.subcommands().get(name), name))))
        .collect(Collectors.joining("", "%n%s:%n".formatted(title), ""));
  }

  private static String padded(String name) {
    return name + " ".repeat(LONGEST_NAME - name.length());
  }

  private static String summary(Help help) {
    UsageMessageSpec usage = help.commandSpec().usageMessage();
    return Stream.of(usage.header(), usage.description())
        .flatMap(Arrays::stream)
        .findFirst()
        .orElse("");
  }
}
