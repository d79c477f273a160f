package dev.slipway.cli;

import dev.slipway.git.GitFolder;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.review.AffectedStack;
import dev.slipway.review.Change;
import dev.slipway.review.Exemptions;
import dev.slipway.review.Review;
import dev.slipway.review.ReviewDocument;
import dev.slipway.review.ReviewReport;
import dev.slipway.review.StackReading;
import dev.slipway.review.StackReview;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reports what a change does to all stacks, for its review. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = {
      "Reports what a change does to all stacks.",
      "Compares the work tree with the commit at which it and REV parted, and runs pulumi preview"
          + " of each affected stack. Prints Markdown: connections opened and closed, permissions,"
          + " servers, deletions of protected resources, numbers of resources, and folded the"
          + " differences of each stack. Changes nothing. Protected resources are deleted only if"
          + " exemptions.yaml of REV permits it.",
      "A variable with the suffix of an environment, for example PULUMI_BACKEND_URL_STAGING, holds"
          + " for its stacks only. A stack without a state is reported with the command that"
          + " creates it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing changes",
      "1:a stack could not be previewed, or its cloud or cluster could not be read",
      "2:the command line is not valid",
      "4:a server reboots, the only API server restarts, or something is deleted",
      "5:refused: a stack file or exemptions.yaml is not valid, pulumi up refuses the change, or a"
          + " control-plane node or a protected resource would be deleted",
      "6:something changes, and nothing is disruptive"
    },
    footer = {
      "",
      "Example: slipway preview --base origin/main",
      "Example: slipway preview --base origin/main --report report.md --comment comment.md --limit"
          + " 65536"
    })
final class PreviewCommand implements Callable<Integer> {
  @Mixin private final StacksOption stacks = new StacksOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Option(
      names = "--base",
      paramLabel = "REV",
      required = true,
      description = "Git revision before the change, for example origin/main.")
  private String base;

  @Option(
      names = "--plans-only",
      description = "Compare the plans only: no access to a cloud, a cluster or a state.")
  private boolean isPlansOnly;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Stacks that are previewed at one time. Default: the number of processors.")
  private int parallel = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Print at most this many characters, at least 1000, without the differences of the last"
              + " stacks; also in the file of --comment. GitHub's limit of a comment is 65536."
              + " Default: print all.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--link",
      paramLabel = "URL",
      description = "URL of the complete report, printed if something is left out.")
  private @Nullable String link;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write the complete report into a file.")
  private @Nullable Path report;

  @Option(
      names = "--comment",
      paramLabel = "FILE",
      description =
          "Also write the text for a forge's comment into a file, with --limit and --link. Its"
              + " first line is a marker by which the comment is found again.")
  private @Nullable Path comment;

  private final PulumiProgram pulumi;

  PreviewCommand() {
    this(PulumiProgram.ofThisProcess());
  }

  PreviewCommand(PulumiProgram pulumi) {
    this.pulumi = pulumi;
  }

  @Override
  public Integer call() {
    requireOptions();
    try {
      Review review = review(change());
      ReviewReport text = new ReviewReport(review);
      Supplier<String> shortened = () -> text.comment(limit, Optional.ofNullable(link));
      write(text::complete, shortened);
      output.print(() -> document(review), shortened);
      return exitCode(review).code();
    } catch (InvalidFleetException invalid) {
      List<Problem> problems = invalid.problems();
      Supplier<String> shortened =
          () -> ReviewReport.invalid(problems, limit, Optional.ofNullable(link));
      write(() -> ReviewReport.invalid(problems), shortened);
      output.print(() -> ReviewDocument.invalid(problems), shortened);
      return ExitCodes.REFUSED.code();
    }
  }

  /** Refuses values before a preview that takes minutes. */
  private void requireOptions() {
    ReportLimit.require(limit, link);
    if (parallel < 1) {
      throw new IllegalArgumentException("--parallel is %d; it is at least 1".formatted(parallel));
    }
    OptionFile.requireWritable("--report", report);
    OptionFile.requireWritable("--comment", comment);
  }

  /** Reads the change, with the mistakes of stack files and exemptions together. */
  private Change change() {
    List<Problem> exemptions = changedExemptions();
    try {
      Change change = RevisionChange.since(base, stacks);
      if (exemptions.isEmpty()) {
        return change;
      }
    } catch (InvalidFleetException invalid) {
      throw new InvalidFleetException(
          Stream.concat(invalid.problems().stream(), exemptions.stream()).toList());
    }
    throw new InvalidFleetException(exemptions);
  }

  private List<Problem> changedExemptions() {
    Path file = new GitFolder(stacks.folder()).root().resolve(Exemptions.FILE);
    return Files.exists(file)
        ? Exemptions.read(OptionFile.read(Exemptions.FILE, file), today()).problems()
        : List.of();
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  private Review review(Change change) {
    List<AffectedStack> affected = change.affected();
    Map<String, StackReading> readings =
        isPlansOnly || affected.isEmpty()
            ? Map.of()
            : new StackPreviews(pulumi, parallel, stacks.folder(), change).of(affected);
    List<StackReview> reviews =
        affected.stream()
            .map(
                one ->
                    StackReview.of(
                        change, one, Optional.ofNullable(readings.get(one.name().text()))))
            .toList();
    return Review.of(change, reviews, exemptions());
  }

  /** A preview of files that are not committed has no tree, and approves nothing. */
  private Map<String, Object> document(Review review) {
    GitFolder folder = new GitFolder(stacks.folder());
    Map<String, Object> fields = ReviewDocument.of(review);
    fields.put("base", review.change().base());
    fields.put("commit", folder.head());
    fields.put("time", Instant.now().toString());
    fields.put("plansOnly", isPlansOnly);
    folder.cleanTree().ifPresent(tree -> fields.put("tree", tree));
    return fields;
  }

  /** Reads what was merged, also if the stack files there are not valid. */
  private Exemptions exemptions() {
    GitFolder root = new GitFolder(new GitFolder(stacks.folder()).root());
    return root.text(root.mergeBase(base), Exemptions.FILE)
        .map(text -> Exemptions.read(text, today()))
        .orElse(Exemptions.NONE);
  }

  private void write(Supplier<String> complete, Supplier<String> shortened) {
    if (report != null) {
      OptionFile.write("--report", report, complete.get());
    }
    if (comment != null) {
      OptionFile.write("--comment", comment, shortened.get());
    }
  }

  private static ExitCodes exitCode(Review review) {
    return switch (review.outcome()) {
      case NOTHING -> ExitCodes.SUCCESS;
      case CHANGES -> ExitCodes.CHANGED;
      case DISRUPTIVE -> ExitCodes.DISRUPTIVE;
      case INCOMPLETE -> ExitCodes.FAILED;
      case REFUSED -> ExitCodes.REFUSED;
    };
  }
}
