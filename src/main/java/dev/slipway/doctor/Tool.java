package dev.slipway.doctor;

import dev.slipway.value.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program with a version.
 *
 * @param use what needs it
 * @param version the command that prints it; the first three numbers, joined by dots, are read
 * @param isAccepted whether a version is accepted
 * @param accepted the same in words
 * @param source how to get it
 */
record Tool(
    String name,
    String use,
    List<String> version,
    Predicate<Version> isAccepted,
    String accepted,
    String source) {
  private static final Pattern NUMBERS = Pattern.compile("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}");

  Finding check(Computer computer) {
    if (!computer.hasProgram(name)) {
      return Finding.lack(name, "is not in PATH; " + use, needed());
    }
    Optional<Version> found = computer.output(version).flatMap(Tool::read);
    if (found.isEmpty()) {
      String command = String.join(" ", version);
      return Finding.lack(name, "\"" + command + "\" prints no version", needed());
    }
    return isAccepted.test(found.get())
        ? Finding.ok(name, found.get() + ", " + use)
        : Finding.lack(name, found.get() + " is not " + accepted, needed());
  }

  private String needed() {
    return "install %s, %s".formatted(accepted, source);
  }

  private static Optional<Version> read(String output) {
    Matcher numbers = NUMBERS.matcher(output);
    return numbers.find() ? Optional.of(Version.parse(numbers.group())) : Optional.empty();
  }
}
