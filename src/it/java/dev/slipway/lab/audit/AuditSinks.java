package dev.slipway.lab.audit;

import dev.slipway.lab.Lab;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The events that the lab's archive and SIEM have received, read from their files. */
final class AuditSinks {
  private static final Path ARCHIVE = Lab.state("audit/objects/audit-staging/audit");
  private static final String STORE_NODE = "staging-control-plane-1";
  private static final Path SIEM = Lab.state("audit/siem.log");

  private AuditSinks() {}

  /** Returns the events of a cluster in the archive that have each of the texts. */
  static List<String> archived(String cluster, String... texts) {
    Path folder = ARCHIVE.resolve(cluster);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl.gz"))
          .flatMap(AuditSinks::unpacked)
          .filter(having(texts))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<String> unpacked(Path file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file.toString(), unreadable);
    }
  }

  /** Returns the messages of a cluster at the SIEM that have each of the texts. */
  static List<String> atSiem(String cluster, String... texts) {
    try (Stream<String> lines = Files.lines(SIEM)) {
      return lines
          .filter(line -> line.contains("cluster=\"%s\"".formatted(cluster)))
          .filter(having(texts))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns the rows of a cluster in the log store that have each of the texts. */
  static List<String> stored(String cluster, String... texts) {
    String query =
        "{cluster=\"%s\"} _msg:configmaps | fields cluster, environment, _msg".formatted(cluster);
    String line =
        "curl -sS http://127.0.0.1:9428/select/logsql/query --data-urlencode 'query=%s'"
            .formatted(query);
    return Lab.inServer(STORE_NODE, line)
        .orFail("log store")
        .lines()
        .filter(row -> row.contains("\"environment\":\"staging\""))
        .map(row -> row.replace("\\\"", "\""))
        .filter(having(texts))
        .toList();
  }

  private static Predicate<String> having(String... texts) {
    return line -> Stream.of(texts).allMatch(line::contains);
  }
}
