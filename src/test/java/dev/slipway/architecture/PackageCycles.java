package dev.slipway.architecture;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Packages that depend on each other. */
final class PackageCycles {
  private final Map<String, Set<String>> uses = new TreeMap<>();

  private PackageCycles(List<SourceReferences> files) {
    files.forEach(file -> uses.put(file.packageName(), new TreeSet<>()));
    for (SourceReferences file : files) {
      file.all()
          .flatMap(name -> packageOf(name).stream())
          .filter(Predicate.not(file.packageName()::equals))
          .forEach(used -> uses.getOrDefault(file.packageName(), Set.of()).add(used));
    }
  }

  /** Returns each set of packages that reach each other, for example {@code a and a.b}. */
  static List<String> of(List<SourceReferences> files) {
    PackageCycles packages = new PackageCycles(files);
    return packages.uses.keySet().stream()
        .map(packages::cycle)
        .filter(cycle -> cycle.size() > 1)
        .map(cycle -> String.join(" and ", cycle))
        .distinct()
        .toList();
  }

  private Set<String> cycle(String name) {
    Set<String> cycle =
        reachable(name).stream()
            .filter(other -> reachable(other).contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    cycle.add(name);
    return cycle;
  }

  private Set<String> reachable(String name) {
    Set<String> seen = new HashSet<>();
    Stream<String> next = Stream.of(name);
    while (true) {
      List<String> found =
          next.flatMap(one -> uses.getOrDefault(one, Set.of()).stream()).filter(seen::add).toList();
      if (found.isEmpty()) {
        return seen;
      }
      next = found.stream();
    }
  }

  /** Returns the package of a type, nested type or member, if it is one of these. */
  private Optional<String> packageOf(String name) {
    String[] parts = name.split("\\.");
    String lowerCase =
        Arrays.stream(parts)
            .takeWhile(part -> Character.isLowerCase(part.charAt(0)))
            .collect(Collectors.joining("."));
    return Optional.of(lowerCase).filter(uses::containsKey);
  }
}
