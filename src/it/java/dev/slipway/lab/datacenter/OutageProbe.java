package dev.slipway.lab.datacenter;

import dev.slipway.lab.Lab;

/**
 * Requests to an API while a server is stopped; the server is started again afterwards.
 *
 * @param seconds the longest time between two responses
 * @param unanswered number of requests without a response
 */
record OutageProbe(String server, double seconds, int unanswered) {
  private static final String LINE =
      """
      python3 lab/probes/outage_probe.py %1$s 6443 20 %2$s &
      sleep 3
      openstack --os-cloud %3$s server stop %4$s
      wait
      openstack --os-cloud %3$s server start %4$s
      sleep 12
      """;

  /** Stops a server of the stack; a request waits at most {@code timeout} seconds. */
  static OutageProbe of(String stack, String server, String address, double timeout) {
    String name = stack + "-" + server;
    String output = Lab.shell(LINE.formatted(address, timeout, stack, name)).orFail("probe");
    String[] values = output.strip().split(" ", 2);
    OutageProbe outage =
        new OutageProbe(name, Double.parseDouble(values[0]), Integer.parseInt(values[1]));
    System.out.println(outage);
    return outage;
  }
}
