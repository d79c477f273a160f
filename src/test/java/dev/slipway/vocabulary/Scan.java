package dev.slipway.vocabulary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Prints the words to replace: {@code Scan [--count|--files] LIST ROOT [PATH…]}. With {@code
 * --count} or {@code --files} it prints the number of hits of each word or file instead.
 */
public final class Scan {
  private Scan() {}

  public static void main(String[] arguments) throws IOException {
    List<String> rest = new ArrayList<>(List.of(arguments));
    boolean byWord = rest.remove("--count");
    boolean byFile = rest.remove("--files");
    Vocabulary vocabulary = Vocabulary.read(Path.of(rest.get(0)));
    Repository repository = new Repository(Path.of(rest.get(1)), vocabulary);
    List<String> starts = rest.size() > 2 ? rest.subList(2, rest.size()) : List.of("");
    List<Hit> hits = new ArrayList<>();
    for (String start : starts) {
      for (Path file : repository.files(Path.of(start))) {
        hits.addAll(repository.hits(file));
      }
    }
    if (byWord) {
      count(hits, hit -> hit.word().toLowerCase(Locale.ROOT) + " -> " + hit.standard());
    } else if (byFile) {
      count(hits, hit -> hit.file().toString());
    } else {
      hits.forEach(System.out::println);
    }
    System.out.println(hits.size() + " hits");
  }

  private static void count(List<Hit> hits, Function<Hit, String> by) {
    hits.stream().collect(Collectors.groupingBy(by, Collectors.counting())).entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(one -> System.out.printf("%5d  %s%n", one.getValue(), one.getKey()));
  }
}
