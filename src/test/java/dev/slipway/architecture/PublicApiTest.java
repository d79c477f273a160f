package dev.slipway.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.Golden;
import java.io.IOException;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The types and members that programs of operators may use: a review sees each change. */
class PublicApiTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final String INFO = "package-info.java";
  private static final Set<String> OF_EVERY_RECORD = Set.of("equals", "hashCode", "toString");

  @Test
  void everyPackageIsPublicOrInternal() throws IOException {
    List<Path> silent =
        packages().stream()
            .filter(file -> !isPublic(file) && !read(file).contains("Internal"))
            .toList();
    assertEquals(List.of(), silent);
  }

  @Test
  void publicTypesAndTheirMembersAreTheList() throws IOException {
    StringBuilder list = new StringBuilder();
    for (Path info : packages().stream().filter(PublicApiTest::isPublic).toList()) {
      types(info.getParent()).forEach(type -> list.append(describe(type)));
    }
    Golden.assertSame("api/public.txt", list.toString());
  }

  /** The documentation of the API is made of the sources that the profile {@code release} lists. */
  @Test
  void documentationHasThePublicPackages() throws IOException {
    Path pom = Path.of("pom.xml");
    List<String> documented =
        Pattern.compile("<include>(.*)/\\*\\.java</include>")
            .matcher(Files.readString(pom))
            .results()
            .map(found -> found.group(1))
            .sorted()
            .toList();
    assertEquals(
        packages().stream()
            .filter(PublicApiTest::isPublic)
            .map(info -> SOURCES.relativize(info.getParent()).toString())
            .sorted()
            .toList(),
        documented);
  }

  private static List<Path> packages() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.endsWith(INFO)).sorted().toList();
    }
  }

  private static boolean isPublic(Path info) {
    return read(info).contains("Public API");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static Stream<Class<?>> types(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && !file.endsWith(INFO))
          .sorted()
          .map(PublicApiTest::load)
          .flatMap(PublicApiTest::withNested)
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .toList()
          .stream();
    }
  }

  private static Class<?> load(Path source) {
    String name = SOURCES.relativize(source).toString().replace(".java", "").replace('/', '.');
    try {
      return Class.forName(name, false, PublicApiTest.class.getClassLoader());
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
  }

  private static Stream<Class<?>> withNested(Class<?> type) {
    return Stream.concat(
        Stream.of(type),
        Arrays.stream(type.getDeclaredClasses())
            .sorted((left, right) -> left.getName().compareTo(right.getName()))
            .flatMap(PublicApiTest::withNested));
  }

  /** Returns the type and its own public members, one per line. */
  private static String describe(Class<?> type) {
    Stream<String> members =
        Stream.of(
                Arrays.<Member>stream(type.getDeclaredConstructors()),
                Arrays.<Member>stream(type.getDeclaredFields()),
                Arrays.<Member>stream(type.getDeclaredMethods()))
            .flatMap(member -> member)
            .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
            .filter(member -> !OF_EVERY_RECORD.contains(member.getName()))
            .map(Object::toString)
            .map(text -> "  " + text.replaceFirst("^public ", "") + "\n")
            .sorted();
    return type.toGenericString() + "\n" + String.join("", members.toList());
  }
}
