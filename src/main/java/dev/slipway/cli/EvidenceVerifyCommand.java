package dev.slipway.cli;

import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.chain.Verification;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds out whether evidence is as it was written. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Computes every digest of a folder of evidence again and names the first file that was"
          + " changed, is missing or is one too many."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the folder is as it was written",
      "2:wrong command line, or no evidence there",
      "3:a file does not fit"
    },
    footer = {"", "Example: slipway evidence verify evidence/staging-2026-11-24T213000Z"})
final class EvidenceVerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "The dated folder.")
  private Path folder;

  @Option(
      names = "--noted",
      paramLabel = "DIGEST",
      description = {
        "The digest that was noted when the evidence was made: the one printed at the end, or that"
            + " of the raw data on the first page. Without it a folder that was sealed anew as a"
            + " whole looks like any other."
      })
  private @Nullable String noted;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path chain = folder.resolve(HashChain.FILE);
    if (!Files.isRegularFile(chain)) {
      throw new IllegalArgumentException(
          chain + " is not there; name a folder that slipway evidence wrote");
    }
    String text = new String(Files.readAllBytes(chain), StandardCharsets.ISO_8859_1);
    Optional<Sha256> digest = Optional.ofNullable(noted).map(EvidenceVerifyCommand::parse);
    Verification verification = Verification.of(text, found(), digest);
    Optional<String> misfit = verification.mismatch();
    PrintWriter out = spec.commandLine().getOut();
    if (misfit.isPresent()) {
      spec.commandLine().getErr().println(misfit.get());
      return Slipway.DRIFT;
    }
    out.println(
        verification.files()
            + " files are as they were sealed; digest of "
            + HashChain.FILE
            + ": "
            + verification.head());
    if (noted == null) {
      out.println("compare that digest with the one that was noted, or give it by --noted");
    }
    out.flush();
    return ExitCode.OK;
  }

  private static Sha256 parse(String digest) {
    try {
      return Sha256.parse(digest);
    } catch (IllegalArgumentException refusal) {
      throw new IllegalArgumentException("--noted \"" + digest + "\" " + refusal.getMessage());
    }
  }

  /** Links to files count as what they are: not of the evidence. */
  private SortedMap<String, Sha256> found() throws IOException {
    SortedMap<String, Sha256> found = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> paths = Files.walk(folder)) {
      files =
          paths
              .filter(path -> !Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS))
              .toList();
    }
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      boolean plain = Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS);
      byte[] content = plain ? Files.readAllBytes(file) : new byte[0];
      if (!name.equals(HashChain.FILE)) {
        found.put(name, Sha256.of(content));
      }
    }
    return found;
  }
}
