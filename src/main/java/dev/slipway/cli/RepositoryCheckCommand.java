package dev.slipway.cli;

import dev.slipway.document.Json;
import dev.slipway.repository.Findings;
import dev.slipway.repository.Forge;
import dev.slipway.repository.ForgeException;
import dev.slipway.repository.RepositoryName;
import dev.slipway.repository.RepositoryReport;
import dev.slipway.repository.RepositorySettings;
import dev.slipway.repository.github.GitHubRepository;
import dev.slipway.repository.gitlab.GitLabRepository;
import dev.slipway.repository.rest.Answers;
import dev.slipway.repository.rest.RestApi;
import dev.slipway.value.HttpsUrl;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the settings of a repository with what enforced approvals need. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Compares a repository's settings with what is required.",
      "That is the protection of the branch and of the branch deployments, CODEOWNERS,"
          + " environments, and what workflows and forks may do: docs/repository.md. Only reads,"
          + " with the token of the environment variable GITHUB_TOKEN or GITLAB_TOKEN. Prints each"
          + " setting that is weaker with its fix, and what the token cannot read."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every setting was read and is as required",
      "1:nothing is weaker, but something could not be read; or the forge returned an error",
      "2:the command line is not valid",
      "3:a setting is weaker than required"
    },
    footer = {
      "",
      "Example: slipway repository check --forge gitlab --repository example/infrastructure -o json"
    })
final class RepositoryCheckCommand implements Callable<Integer> {
  @Mixin private final OutputOption output = new OutputOption();

  @Option(
      names = "--forge",
      required = true,
      paramLabel = "FORGE",
      converter = ForgeOption.class,
      completionCandidates = ForgeOption.class,
      description = "${COMPLETION-CANDIDATES}.")
  private Forge forge = Forge.GITHUB;

  @Option(
      names = "--repository",
      required = true,
      paramLabel = "OWNER/NAME",
      description = "Name of the repository.")
  private String repository = "";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Base URL of the REST API, with https://HOST/api/v3 for GitHub Enterprise Server and"
              + " https://HOST/api/v4 for GitLab. Default: that of the public forge.")
  private @Nullable String url;

  @Option(
      names = "--branch",
      paramLabel = "BRANCH",
      defaultValue = "main",
      description = "The branch that is deployed; default: ${DEFAULT-VALUE}.")
  private String branch = "";

  @Option(
      names = "--environments",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "staging,production",
      description = "The environments that workflows deploy to; default: ${DEFAULT-VALUE}.")
  private List<String> environments = List.of();

  @Option(
      names = "--checks",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "checks,preview",
      description = "The status checks that a change needs on GitHub; default: ${DEFAULT-VALUE}.")
  private List<String> checks = List.of();

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description =
          "Also writes the result to a file, for slipway evidence --repository; if the forge"
              + " returned an error, as not assessed. Default: none.")
  private @Nullable Path file;

  private final Map<String, String> variables;

  RepositoryCheckCommand() {
    this(System.getenv());
  }

  RepositoryCheckCommand(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public Integer call() {
    RepositoryName name = RepositoryName.parse(forge, repository);
    RepositorySettings settings = new RepositorySettings(branch, environments, checks);
    HttpsUrl base = url == null ? forge.url() : parsed(url);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try {
      Findings findings = compare(RestApi.open(forge, base, variables), name, settings);
      RepositoryReport report = new RepositoryReport(forge, base, name, settings, now, findings);
      write(report);
      output.print(report::document, () -> RepositoryOutput.text(report));
      return exitCode(findings).code();
    } catch (ForgeException failure) {
      Findings unread = Findings.unread(name, String.valueOf(failure.getMessage()));
      write(new RepositoryReport(forge, base, name, settings, now, unread));
      throw failure;
    }
  }

  private void write(RepositoryReport report) {
    if (file != null) {
      OptionFile.write("--write", file, Json.indented(report.document()));
    }
  }

  private static HttpsUrl parsed(String text) {
    try {
      return HttpsUrl.parse(text);
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException(
          "--url %s %s".formatted(text, invalid.getMessage()), invalid);
    }
  }

  private Findings compare(Answers api, RepositoryName name, RepositorySettings settings) {
    return switch (forge) {
      case GITHUB -> GitHubRepository.compare(api, name, settings);
      case GITLAB -> GitLabRepository.compare(api, name, settings);
    };
  }

  private static ExitCodes exitCode(Findings findings) {
    if (!findings.weakenings().isEmpty()) {
      return ExitCodes.DIFFERENT;
    }
    return findings.notAssessed().isEmpty() ? ExitCodes.SUCCESS : ExitCodes.FAILED;
  }
}
