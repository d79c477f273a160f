package dev.slipway.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finds planted words in every kind of file, and none in this repository. */
class VocabularyTest {
  private static final Path ROOT = Path.of("");

  @TempDir Path folder;
  private Repository planted;

  @BeforeEach
  void readList() throws IOException {
    planted = new Repository(folder, Vocabulary.read(Vocabulary.FILE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A.java  | 1 | /** The patience.\\n */ class A {}",
        "A.java  | 2 | /**\\n * A fix that says\\n * little. */ class A {}",
        "A.java  | 1 | class A { String a = \"the patience\"; }",
        "A.java  | 2 | class A { String a = \"it \"\\n + \"says no\"; }",
        "A.java  | 2 | class A { String a = \"\"\"\\n      the patience\"\"\"; }",
        "A.java  | 2 | class A {\\n  // the patience\\n  int a; }",
        "A.java  | 2 | class A {\\n void findsTheCure() {} }",
        "A.java  | 1 | record A(int patience) {}",
        "A.java  | 1 | /** A {@code floatingAddress}. */ class A {}",
        "Cure.java | 1 | class A {}",
        "a.md    | 3 | # Title\\n\\nThe patience.",
        "a.md    | 3 | '| a | b |\\n| - | - |\\n| c | the patience |'",
        "a.md    | 1 | Set `floatingAddress`.",
        "a.md    | 2 | ```mermaid\\na[the patience]\\n```",
        "a.md    | 2 | ```\\nfloatingAddress: 192.0.2.1\\n```",
        "a.go    | 3 | package a\\n\\n// a keeps the patience\\nvar a int",
        "a.go    | 3 | package a\\n\\nvar a = \"the patience\"",
        "a.go    | 3 | package a\\n\\nfunc (a b) findCure() {}",
        "a.py    | 1 | a = 1  # the patience",
        "a.py    | 2 | a = 1\\nb = 'the patience'",
        "a.py    | 1 | \"\"\"The patience.\"\"\"",
        "a.py    | 2 | a = 1\\ndef find_patience(): pass",
        "a.sh    | 1 | echo 'the patience'",
        "script  | 2 | #!/usr/bin/env bash\\n# the patience",
        "a.yaml  | 1 | network: {} # the patience",
        "a.yaml  | 1 | kind: tenant",
      })
  void findsWord(String file, int line, String text) throws IOException {
    assertEquals(List.of(line), lines(file, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A.java | /** What it does. */ class A {}",
        "A.java | /**\\n * Of a group. */ class A {}",
        "A.java | class A {\\n /** Before it ends. */ void a() {} }",
        "a.go   | package a\\n\\n// Whose it is.\\nfunc a() {}",
        "a.py   | \"\"\"Who runs.\"\"\"",
        "a.py   | def a():\\n    \"\"\"In which it runs.\"\"\"",
      })
  void findsFirstWord(String file, String text) throws IOException {
    assertEquals(1, lines(file, text).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A.java | /** Returns the one-way {@code patience}, in place. */ class A {}",
        "A.java | /** In-memory server. */ class A { void a() { int b = secure(); } }",
        "A.java | class A { void a() { patience(); } } // call of another's method",
        "A.java | class A { /* What a comment may begin with. */ char a = '\"'; }",
        "a.md   | Set `patience`.\\n\\n```\\ncure: 1\\n```",
        "a.go   | package a\\n\\nfunc a() { t.Errorf(\"got %d, want 1\", b) }",
        "a.py   | patience = 1\\nb = '# no comment'",
        "a.bin  | patience",
        "go.sum | patience",
        "target/a.md | patience",
      })
  void acceptsRest(String file, String text) throws IOException {
    assertEquals(List.of(), lines(file, text));
  }

  @Test
  void printsStandardWord() throws IOException {
    write("a.md", "Run the patience now.");
    assertEquals(
        "a.md:1: patience -> timeout: Run the patience now.",
        planted.hits(Path.of("a.md")).get(0).toString());
  }

  @Test
  void everyWordHasStandardWord() throws IOException {
    assertEquals(List.of(), Vocabulary.read(Vocabulary.FILE).withoutStandard());
  }

  @Test
  void findsBrokenLink() throws IOException {
    write("b.md", "");
    write("a.md", "[a](b.md#part) [b](#part) [c](https://example.net/c)\n\n[d](d.md)");
    assertEquals(
        List.of("a.md:3: link to d.md, which does not exist"),
        planted.brokenLinks(Path.of("a.md")));
  }

  @Test
  void repositoryUsesStandardWords() throws IOException {
    Repository repository = new Repository(ROOT, Vocabulary.read(Vocabulary.FILE));
    List<Path> files = repository.files(ROOT);
    List<Hit> hits = new ArrayList<>();
    for (Path file : files) {
      hits.addAll(repository.hits(file));
    }
    assertFalse(files.isEmpty());
    assertEquals("", hits.stream().map(Hit::toString).collect(Collectors.joining("\n")));
  }

  @Test
  void everyLinkLeadsToFile() throws IOException {
    Repository repository = new Repository(ROOT, Vocabulary.read(Vocabulary.FILE));
    List<Path> pages =
        repository.files(ROOT).stream()
            .filter(file -> file.toString().endsWith(".md"))
            .filter(file -> !file.startsWith("src/test/resources"))
            .toList();
    assertFalse(pages.isEmpty());
    List<String> broken = new ArrayList<>();
    for (Path page : pages) {
      broken.addAll(repository.brokenLinks(page));
    }
    assertEquals(List.of(), broken);
  }

  private List<Integer> lines(String file, String text) throws IOException {
    write(file, text);
    List<Integer> lines = new ArrayList<>();
    for (Path one : planted.files(ROOT)) {
      planted.hits(one).forEach(hit -> lines.add(hit.line()));
    }
    return lines;
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text.replace("\\n", "\n"));
  }
}
