package dev.slipway.repository;

import java.util.List;
import java.util.Optional;

/** The requirements of the file CODEOWNERS, which are the same on both forges. */
public final class CodeOwnersRequirements {
  private static final String SETTING = "the file CODEOWNERS in the branch";

  private static final Requirement EXISTS =
      Requirement.duties(
          "code-owners", "the branch has the file", SETTING, "copy the file that Slipway ships");
  private static final Requirement EVERY_FILE =
      Requirement.duties(
          "code-owners-every-file",
          "every file has an owner, CODEOWNERS and workflows included",
          SETTING,
          "begin the file with a line for *, and give each line an owner");
  private static final Requirement REPLACED =
      Requirement.duties(
          "code-owners-names",
          "the owners are teams of the organization",
          SETTING,
          "replace @ORGANIZATION/… by your teams");

  private CodeOwnersRequirements() {}

  /**
   * Compares the file.
   *
   * @param text an empty value if the branch has no such file
   */
  public static void compare(Forge forge, Reading<Optional<String>> text, Findings findings) {
    String where = "CODEOWNERS";
    findings.compare(
        EXISTS,
        where,
        text,
        file -> file.isPresent() ? Optional.empty() : Optional.of("does not exist"));
    if (text.value().isPresent() && text.value().get().isEmpty()) {
      return;
    }
    Reading<CodeOwners> owners = text.map(file -> CodeOwners.parse(forge, file.orElse("")));
    findings.compare(EVERY_FILE, where, owners, CodeOwners::withoutOwner);
    findings.compare(REPLACED, where, owners, one -> listed(one.placeholders()));
  }

  private static Optional<String> listed(List<String> names) {
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
  }
}
