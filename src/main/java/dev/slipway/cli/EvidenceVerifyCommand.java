package dev.slipway.cli;

import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.chain.StoredFolder;
import dev.slipway.evidence.chain.Verification;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code slipway evidence verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies that no file of an evidence folder was changed.",
      "Computes every digest again, and prints the first file that was changed, is missing or was"
          + " added."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no file was changed, removed or added",
      "2:invalid command line, or the folder contains no evidence",
      "3:a file was changed, is missing or was added"
    },
    footer = {"", "Example: slipway evidence verify evidence/staging-2026-11-24T213000Z"})
final class EvidenceVerifyCommand implements Callable<Integer> {
  private static final String EXPECT_DIGEST = "--expect-digest";

  @Parameters(paramLabel = "FOLDER", description = "A folder that slipway evidence wrote.")
  private Path folder;

  @Option(
      names = EXPECT_DIGEST,
      paramLabel = "DIGEST",
      description = {
        "The digest that was recorded when the evidence was written: the one that the command"
            + " printed, or that of the raw data on the first page. Without it, a folder whose"
            + " chain was written again is accepted."
      })
  private @Nullable String expectedDigest;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Optional<Sha256> expected = Optional.ofNullable(expectedDigest).map(this::parse);
    Verification verification = Verification.of(StoredFolder.read(folder), expected);
    if (verification.mismatch().isPresent()) {
      spec.commandLine().getErr().println(verification.mismatch().get());
      return ExitCodes.DIFFERENT.code();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%d files are unchanged; digest of the last line of %s: %s"
            .formatted(verification.files(), HashChain.FILE, verification.head()));
    if (expected.isEmpty()) {
      out.println(
          "compare this digest with the one that was recorded, or pass that one with "
              + EXPECT_DIGEST);
    }
    out.flush();
    return ExitCodes.SUCCESS.code();
  }

  private Sha256 parse(String digest) {
    try {
      return Sha256.parse(digest);
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException(
          "%s \"%s\": %s".formatted(EXPECT_DIGEST, digest, invalid.getMessage()));
    }
  }
}
