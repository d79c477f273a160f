package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A scan for the open TCP ports of some addresses.
 *
 * @param ports separated by commas; empty: every port
 * @param addresses IP addresses, or {@code MAC%INTERFACE} for the link-local address of a neighbor
 */
public record Scan(String ports, List<String> addresses) {
  /** SSH, HTTPS, etcd, API server, kubelet, apid, trustd, and the configuration of HAProxy. */
  private static final String SERVICES = "22,443,2379,2380,6443,10250,50000,50001,50443";

  private static final String AS_EXTERNAL_HOST = "lab/probes/as-external-host ";

  /** Returns a scan of every port. */
  public static Scan ofEveryPort(List<String> addresses) {
    return new Scan("", addresses);
  }

  /** Returns a scan of the ports of the machines' services. */
  public static Scan ofServices(List<String> addresses) {
    return new Scan(SERVICES, addresses);
  }

  /** Asserts that these ports answer the jump host at each address, and no other port does. */
  public void assertOpenFromJumpHost(int... open) {
    assertEquals(report(open), Lab.shell(line()).orFail("scan"));
  }

  /** Asserts that no port answers a host outside the cloud. */
  public void assertClosedFromOutside() {
    assertEquals(report(), Lab.shell(AS_EXTERNAL_HOST + line()).orFail("scan from outside"));
  }

  /** Asserts that no port answers a server of the lab. */
  public void assertClosedFromServer(String server) {
    assertEquals(report(), Lab.inServer(server, line()).orFail("scan from " + server));
  }

  /** Asserts that a command of the same external host succeeds, so that its packets do arrive. */
  public static void assertExternalHostCan(String command) {
    Lab.shell(AS_EXTERNAL_HOST + command).orFail("positive control");
  }

  private String line() {
    String options = ports.isEmpty() ? "" : "--ports " + ports + " ";
    return "python3 lab/probes/scan.py " + options + String.join(" ", addresses);
  }

  /** Returns the output of the scan if these ports answer at each address, and no other port. */
  private String report(int... open) {
    return addresses.stream()
        .flatMap(
            address ->
                Stream.concat(IntStream.of(open).boxed(), Stream.of("scanned"))
                    .map(word -> address + " " + word + "\n"))
        .collect(Collectors.joining());
  }
}
