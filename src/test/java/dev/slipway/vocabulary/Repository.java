package dev.slipway.vocabulary;

import dev.slipway.testing.RepositoryFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the words of the list, and broken links, in the files of a folder. */
final class Repository {
  private static final Set<String> PARSED = Set.of("java", "md", "go", "py");
  private static final Set<String> WHOLE_TEXTS =
      Set.of("sh", "yaml", "yml", "toml", "conf", "properties", "xml", "json", "txt", "gitignore");

  private final Path root;
  private final Vocabulary vocabulary;

  Repository(Path root, Vocabulary vocabulary) {
    this.root = root;
    this.vocabulary = vocabulary;
  }

  /** Returns the files below {@code start} that the list does not skip, relative to the root. */
  List<Path> files(Path start) throws IOException {
    return RepositoryFiles.below(root, start, vocabulary::isSkipped);
  }

  List<Hit> hits(Path file) throws IOException {
    return passages(file).stream().flatMap(passage -> vocabulary.hits(passage).stream()).toList();
  }

  /** Returns the relative links of a Markdown file that lead to no file. */
  List<String> brokenLinks(Path file) throws IOException {
    String source = Files.readString(root.resolve(file));
    return new MarkdownText(file, source, vocabulary)
        .links().stream()
            .filter(link -> !exists(file, link.destination()))
            .map(
                link ->
                    "%s:%d: link to %s, which does not exist"
                        .formatted(file, link.line(), link.destination()))
            .toList();
  }

  private boolean exists(Path file, String destination) {
    String path = destination.replaceFirst("#.*", "");
    return path.isEmpty()
        || URI.create(destination).isAbsolute()
        || Files.exists(root.resolve(file).resolveSibling(path));
  }

  private List<Passage> passages(Path file) throws IOException {
    String ending = ending(file);
    if (ending.isEmpty()) {
      return List.of();
    }
    List<Passage> passages = new ArrayList<>();
    passages.add(new Passage(file, 1, Passage.Kind.NAME, file.toString()));
    if (ending.equals("java")) {
      passages.addAll(JavaText.passages(root, file));
      return passages;
    }
    String source = Files.readString(root.resolve(file));
    passages.addAll(
        switch (ending) {
          case "md" -> new MarkdownText(file, source, vocabulary).passages();
          case "go" -> Comments.GO.passages(file, source);
          case "py" -> Comments.PYTHON.passages(file, source);
          default -> List.of(new Passage(file, 1, Passage.Kind.PROSE, source));
        });
    return passages;
  }

  /** Returns the kind of a file as an ending; empty for a file that is not read. */
  private String ending(Path file) throws IOException {
    String ending = RepositoryFiles.ending(root.resolve(file));
    return WHOLE_TEXTS.contains(ending) || PARSED.contains(ending) ? ending : "";
  }
}
