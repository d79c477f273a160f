package dev.slipway.lab;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which TCP ports answer at some addresses.
 *
 * @param ports separated by commas; empty: every one
 * @param addresses also {@code MAC%INTERFACE}, a neighbour's link-local one
 */
record Scan(String ports, List<String> addresses) {

  static Scan ofEveryPort(List<String> addresses) {
    return new Scan("", addresses);
  }

  /** The command line. */
  String line() {
    String options = ports.isEmpty() ? "" : "--ports " + ports + " ";
    return "python3 lab/probes/scan.py " + options + String.join(" ", addresses);
  }

  /** What it prints where these ports answer at each address, and no other. */
  String finding(int... open) {
    return addresses.stream()
        .flatMap(
            address ->
                Stream.concat(IntStream.of(open).boxed(), Stream.of("scanned"))
                    .map(word -> address + " " + word + "\n"))
        .collect(Collectors.joining());
  }
}
