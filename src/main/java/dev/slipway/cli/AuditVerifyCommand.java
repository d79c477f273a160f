package dev.slipway.cli;

import dev.slipway.audit.ApiServer;
import dev.slipway.audit.AuditReport;
import dev.slipway.audit.AuditVerification;
import dev.slipway.audit.SiemEvents;
import dev.slipway.audit.TimeWindow;
import dev.slipway.audit.sink.AuditSinkException;
import dev.slipway.audit.sink.MissingFiles;
import dev.slipway.audit.sink.S3Archive;
import dev.slipway.audit.sink.SiemExport;
import dev.slipway.audit.sink.VictoriaLogs;
import dev.slipway.document.Json;
import dev.slipway.plan.model.AuditSinks;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Verifies that archive and log store have the same audit events, and that the archive keeps them.
 */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies that archive and log store have the same events.",
      "Reads every event of the time window in both sinks of the environment, the lock of each"
          + " object of the archive, and the settings of bucket and log store: docs/audit.md. Only"
          + " reads. The environment variables AUDIT_ACCESS_KEY_ID and AUDIT_SECRET_ACCESS_KEY are"
          + " the credential of a user that may read the archive, AUDIT_STORE_TOKEN is a bearer"
          + " token for the log store, if it needs one, and SSL_CERT_FILE names a file with the CA"
          + " certificates of both, if they are not the computer's."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing was found",
      "1:a sink could not be read",
      "2:the command line or a stack file is not valid, or no sinks are set",
      "3:an event, a heartbeat or a lock is missing, or a setting is weak"
    },
    footer = {
      "",
      "Example: slipway audit verify staging --from 2026-11-27T00:00:00Z --missing missing"
    })
final class AuditVerifyCommand implements Callable<Integer> {
  /** The shipper batches and retries; younger events can be in its queue. */
  private static final Duration SETTLED = Duration.ofMinutes(5);

  @Mixin private final StacksOption stacks = new StacksOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Parameters(paramLabel = "ENVIRONMENT", description = "Name of the environment.")
  private String environment = "";

  @Option(
      names = "--from",
      converter = TimeConverter.class,
      paramLabel = "TIME",
      description = "Start of the time window, as 2026-11-27T00:00:00Z. Default: 24 hours ago.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      converter = TimeConverter.class,
      paramLabel = "TIME",
      description = "End of the time window. Default: 5 minutes ago.")
  private @Nullable Instant to;

  @Option(
      names = "--siem-export",
      paramLabel = "FILE",
      description =
          "The events that the SIEM has of the time window: one message of RFC 5424 in each line."
              + " Default: the SIEM is not assessed.")
  private @Nullable Path siemExport;

  @Option(
      names = "--missing",
      paramLabel = "FOLDER",
      description =
          "New folder for the lines that a sink lacks, each file for the standard input of"
              + " `audit-shipper replay`. Default: they are not written.")
  private @Nullable Path missing;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description =
          "Also writes the result to a file, for slipway evidence --audit. Default: none.")
  private @Nullable Path file;

  private final Map<String, String> variables;

  AuditVerifyCommand() {
    this(System.getenv());
  }

  AuditVerifyCommand(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public Integer call() {
    FleetPlan fleet = stacks.plan();
    List<ClusterPlan> clusters =
        fleet.clusters().stream()
            .filter(plan -> plan.environment().text().equals(environment))
            .toList();
    AuditSinks sinks = sinks(fleet, clusters);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    TimeWindow window =
        new TimeWindow(
            Objects.requireNonNullElse(from, now.minus(Duration.ofDays(1))),
            Objects.requireNonNullElse(to, now.minus(SETTLED)));
    OptionFile.requireWritable("--write", file);
    AuditReport report = report(sinks, window, servers(clusters), now);
    if (file != null) {
      OptionFile.write("--write", file, Json.indented(report.document()));
    }
    output.print(report::document, report::text);
    return (report.findings().isEmpty() ? ExitCodes.SUCCESS : ExitCodes.DIFFERENT).code();
  }

  private AuditSinks sinks(FleetPlan fleet, List<ClusterPlan> clusters) {
    if (clusters.isEmpty()) {
      throw new IllegalArgumentException(
          "ENVIRONMENT is \"%s\"; the stacks are of: %s"
              .formatted(
                  environment,
                  fleet.environments().stream()
                      .map(Environment::text)
                      .collect(Collectors.joining(", "))));
    }
    return clusters
        .get(0)
        .auditSinks()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s.yaml has no audit.archive, so no events are sent; set audit.archive and audit.store"
                        .formatted(environment)));
  }

  /** A control-plane server is named as its node. */
  private static Set<ApiServer> servers(List<ClusterPlan> clusters) {
    return clusters.stream()
        .flatMap(
            plan ->
                plan.controlPlane().stream()
                    .map(node -> new ApiServer(plan.name().text(), node.name())))
        .collect(Collectors.toSet());
  }

  private AuditReport report(
      AuditSinks sinks, TimeWindow window, Set<ApiServer> servers, Instant now) {
    Optional<String> token = Optional.ofNullable(variables.get("AUDIT_STORE_TOKEN"));
    try {
      S3Archive archive =
          S3Archive.open(
              sinks.archive(),
              variable("AUDIT_ACCESS_KEY_ID"),
              variable("AUDIT_SECRET_ACCESS_KEY"),
              variables);
      VictoriaLogs store = VictoriaLogs.open(sinks.store(), token, variables);
      Optional<SiemEvents> siem =
          Optional.ofNullable(siemExport).map(file -> SiemExport.read(file, window));
      return run(
          new AuditVerification(environment, archive, store, siem, window, sinks.archive().days()),
          servers,
          now);
    } catch (IOException unusable) {
      throw new AuditSinkException(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  private AuditReport run(AuditVerification verification, Set<ApiServer> servers, Instant now) {
    if (missing == null) {
      return verification.run(servers, now, Optional.empty());
    }
    try (MissingFiles files = MissingFiles.in(missing)) {
      return verification.run(servers, now, Optional.of(files));
    }
  }

  private String variable(String name) {
    String value = variables.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "the environment variable %s is not set; set it to the credential of a user that may read the archive"
              .formatted(name));
    }
    return value;
  }
}
