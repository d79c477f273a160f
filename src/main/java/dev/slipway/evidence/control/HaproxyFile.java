package dev.slipway.evidence.control;

import java.util.ArrayList;
import java.util.List;

/** The sections of a haproxy.cfg. */
final class HaproxyFile {
  private static final String TRACK = "tcp-request connection track-sc0 src";
  private static final String RATE = "tcp-request connection reject if { sc0_conn_rate gt # }";
  private static final String NUMBER = "tcp-request connection reject if { sc0_conn_cur gt # }";

  private final List<Section> sections = new ArrayList<>();

  private HaproxyFile() {}

  /** Parses a file: a line without indentation begins a section. */
  static HaproxyFile parse(String text) {
    HaproxyFile file = new HaproxyFile();
    text.lines()
        .map(line -> line.replaceFirst("#.*", ""))
        .filter(line -> !line.isBlank())
        .forEach(file::add);
    return file;
  }

  private void add(String line) {
    if (sections.isEmpty() || !Character.isWhitespace(line.charAt(0))) {
      sections.add(new Section(new ArrayList<>()));
    }
    sections.get(sections.size() - 1).lines().add(List.of(line.strip().split("\\s+")));
  }

  /** Returns the sections that clients connect to: those that bind an address. */
  List<Section> ingressPoints() {
    return sections.stream()
        .filter(one -> one.lines().stream().anyMatch(words -> words.get(0).equals("bind")))
        .toList();
  }

  /**
   * One section.
   *
   * @param lines the words of each line; the first line names the section
   */
  record Section(List<List<String>> lines) {

    /** Returns whether connections are counted per client, and rejected above both limits. */
    boolean limitsClients() {
      int track = line(TRACK);
      return storesCounters() && track >= 0 && line(RATE) > track && line(NUMBER) > track;
    }

    private boolean storesCounters() {
      return lines.stream()
          .filter(words -> words.get(0).equals("stick-table"))
          .map(words -> List.of(words.get(words.size() - 1).split(",")))
          .anyMatch(
              stored ->
                  stored.contains("conn_cur")
                      && stored.stream().anyMatch(counter -> counter.startsWith("conn_rate(")));
    }

    /** Returns the index of a line, or -1; {@code #} matches any number. */
    private int line(String expected) {
      List<String> pattern = List.of(expected.split(" "));
      for (int i = 0; i < lines.size(); i++) {
        List<String> words =
            lines.get(i).stream().map(word -> word.matches("\\d+") ? "#" : word).toList();
        if (words.equals(pattern)) {
          return i;
        }
      }
      return -1;
    }
  }
}
