package dev.slipway.doctor;

import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** The name of the jar in SHA256SUMS, in the folder that the archive contains. */
  private static final Pattern JAR = Pattern.compile("slipway-[^/]+/target/slipway\\.jar");

  /**
   * Returns whether the signature is valid, and whether the files beside SHA256SUMS and the running
   * jar are those that were signed. Nothing else is read if the signature is not valid.
   */
  public List<Finding> check(Computer computer, Path jar) {
    Finding signature = signature(computer);
    if (!signature.isOk()) {
      return List.of(signature);
    }
    List<Finding> findings = new ArrayList<>(List.of(signature));
    try {
      Map<String, String> sums = sums();
      for (Map.Entry<String, String> one : sums.entrySet()) {
        file(one.getKey(), one.getValue()).ifPresent(findings::add);
      }
      findings.add(running(jar, sums));
    } catch (IOException unreadable) {
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
    return computer
        .output(List.of("minisign", "-V", "-m", sums, "-p", key.toString()))
        .map(output -> Finding.ok("signature", "of " + sums + " is valid for " + key))
        .orElseGet(
            () -> Finding.lack("signature", "of " + sums + " is not valid for " + key, DOWNLOAD));
  }

  /** Digests by name, in the order of the file. */
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

  private Optional<Finding> file(String name, String digest) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return JAR.matcher(name).matches()
          ? Optional.empty()
          : Optional.of(Finding.lack(name, "is not in " + folder, DOWNLOAD));
    }
    return Optional.of(compare(name, file, digest));
  }

  /** Compares the jar of this process, which may have been unpacked in another folder. */
  private static Finding running(Path jar, Map<String, String> sums) throws IOException {
    Optional<String> signed =
        sums.entrySet().stream()
            .filter(one -> JAR.matcher(one.getKey()).matches())
            .map(Map.Entry::getValue)
            .findFirst();
    if (signed.isEmpty()) {
      return Finding.lack("running jar", SUMS + " has no slipway.jar", DOWNLOAD);
    }
    return Files.isRegularFile(jar)
        ? compare("running jar", jar, signed.get())
        : Finding.lack("running jar", jar + " is not a jar", "run the slipway of the release");
  }

  private static Finding compare(String what, Path file, String digest) throws IOException {
    String found = Sha256.of(Files.readAllBytes(file)).hex();
    return found.equals(digest)
        ? Finding.ok(what, "has the digest of " + SUMS)
        : Finding.lack(
            what,
            "%s has the digest %s, and %s has %s".formatted(file, found, SUMS, digest),
            DOWNLOAD);
  }
}
