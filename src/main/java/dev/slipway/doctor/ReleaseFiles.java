package dev.slipway.doctor;

import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a release, as they were downloaded: SHA256SUMS, its signature SHA256SUMS.minisig,
 * and the files that it lists.
 *
 * @param folder the folder of SHA256SUMS
 * @param key the public key of minisign
 */
public record ReleaseFiles(Path folder, Path key) {
  private static final String SUMS = "SHA256SUMS";
  private static final String DOWNLOAD = "download the release again, and do not run it";
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](\\S.*)");

  /** A file of the archive that runs, in the folder that the archive contains. */
  private static final Pattern INSTALLED = Pattern.compile("slipway-[^/]+/(.+)");

  private static final String JAR = "target/slipway.jar";

  /**
   * Returns whether the signature is valid, and whether the files beside SHA256SUMS and those that
   * run are those that were signed. Nothing else is read if the signature is not valid.
   *
   * @param jar the jar of this process, in the folder target of the unpacked archive
   */
  public List<Finding> check(Computer computer, Path jar) {
    Finding signature = signature(computer);
    if (!signature.isOk()) {
      return List.of(signature);
    }
    List<Finding> findings = new ArrayList<>(List.of(signature));
    try {
      Map<String, String> sums = sums();
      sums.forEach((name, digest) -> findings.addAll(file(computer, name, jar, digest)));
      if (sums.keySet().stream().noneMatch(ReleaseFiles::isJar)) {
        findings.add(Finding.lack("running jar", SUMS + " has no " + JAR, DOWNLOAD));
      }
    } catch (IOException | InvalidPathException unreadable) {
      findings.add(Finding.lack(SUMS, "cannot be read: " + unreadable.getMessage(), DOWNLOAD));
    }
    return findings;
  }

  private Finding signature(Computer computer) {
    if (!computer.hasProgram("minisign")) {
      return Finding.lack(
          "signature",
          "not assessed: minisign is not in PATH",
          "install it from the system's packages");
    }
    String sums = folder.resolve(SUMS).toString();
    for (String file : List.of(sums, sums + ".minisig", key.toString())) {
      if (!computer.isFile(Path.of(file))) {
        return Finding.lack("signature", "not assessed: " + file + " does not exist", "name it");
      }
    }
    return computer
        .output(List.of("minisign", "-V", "-m", sums, "-p", key.toString()))
        .map(output -> Finding.ok("signature", "valid for " + key + "; " + comment(output)))
        .orElseGet(
            () -> Finding.lack("signature", "of " + sums + " is not valid for " + key, DOWNLOAD));
  }

  /** Returns the signed comment, which names the version. */
  private static String comment(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("Trusted comment: "))
        .findFirst()
        .orElse("no comment");
  }

  /** Returns the digests by the names of files, in the order of SHA256SUMS. */
  private Map<String, String> sums() throws IOException {
    Map<String, String> sums = new LinkedHashMap<>();
    for (String line : Files.readAllLines(folder.resolve(SUMS))) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IOException("\"" + line + "\" is not a digest and a name");
      }
      sums.put(parts.group(2), parts.group(1));
    }
    return sums;
  }

  private static boolean isJar(String name) {
    return name.endsWith("/" + JAR);
  }

  private List<Finding> file(Computer computer, String name, Path jar, String digest) {
    return isJar(name)
        ? jars(computer, jar, digest)
        : List.of(compare(name, path(name, jar), digest));
  }

  private Path path(String name, Path jar) {
    Matcher installed = INSTALLED.matcher(name);
    Path target = jar.toAbsolutePath().getParent();
    return installed.matches() && target != null
        ? target.resolveSibling(installed.group(1))
        : folder.resolve(name);
  }

  /** Compares the jar of this process, and the one that Pulumi starts if it is another file. */
  private static List<Finding> jars(Computer computer, Path jar, String digest) {
    Path started = Path.of(computer.startedJar());
    List<Finding> findings = new ArrayList<>(List.of(compare("running jar", jar, digest)));
    if (Files.exists(started) && !isSame(started, jar)) {
      findings.add(compare("jar that pulumi starts", started, digest));
    }
    return findings;
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static Finding compare(String what, Path file, String digest) {
    try {
      String found = Sha256.of(Files.readAllBytes(file)).hex();
      return found.equals(digest)
          ? Finding.ok(what, "has the digest of " + SUMS)
          : Finding.lack(
              what,
              "%s has the digest %s, and %s has %s".formatted(file, found, SUMS, digest),
              DOWNLOAD);
    } catch (IOException unreadable) {
      return Finding.lack(what, file + " cannot be read", "run the slipway of the release");
    }
  }
}
