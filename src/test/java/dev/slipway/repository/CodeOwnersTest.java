package dev.slipway.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeOwnersTest {
  private static final String NO_LINE =
      "no line gives every file (the pattern *) an owner whose approval is required";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GITHUB | * @a/b                         | ''",
        "GITHUB | # all;* @a/b # the team;/x @c  | ''",
        "GITHUB | * @a/b;/x\\ y                  | no owner: /x\\ y",
        "GITHUB | /x;* @a/b                      | ''",
        "GITHUB | * @a/b;*                       | none",
        "GITHUB | * platform-engineers           | none",
        "GITHUB | * a@example.org;/x b           | no owner: /x",
        "GITLAB | [All] @a/b;* c                 | none",
        "GITHUB | *.yaml @a/b                    | none",
        "GITHUB | ''                             | none",
        "GITHUB | [All] @a/b;*                   | none",
        "GITLAB | [All] @a/b;*                   | ''",
        "GITLAB | [All][2] @a/b @c;*;/x @d       | ''",
        "GITLAB | ^[All] @a/b;*                  | none",
        "GITLAB | [All];*                        | none",
        "GITLAB | * @a;[Other];/x                | ''",
        "GITLAB | * @a;!/x                       | no owner: !/x",
      })
  void findsFilesWithoutOwner(Forge forge, String lines, String expected) {
    CodeOwners owners = CodeOwners.parse(forge, lines.replace(';', '\n'));
    assertEquals(expected.equals("none") ? NO_LINE : expected, owners.withoutOwner().orElse(""));
  }
}
