package dev.slipway.lab;

/**
 * How an API answers while a server is stopped; it is there again afterwards.
 *
 * @param seconds the longest time between two answers
 * @param unanswered requests
 */
record OutageProbe(String server, double seconds, int unanswered) {

  /** {@code patience}: how long a request waits for its answer, in seconds. */
  static OutageProbe of(String server, String address, double patience) {
    String cloud = server.replaceFirst("-(load-balancer|control-plane)-\\d+$", "");
    String os = "openstack --os-cloud " + cloud + " server ";
    String line =
        "python3 lab/probes/outage_probe.py %s 6443 20 %s & sleep 3; %sstop %s; wait; %sstart %s; sleep 12"
            .formatted(address, patience, os, server, os, server);
    String[] said = Lab.shell(line).orFail("gap").strip().split(" ", 2);
    OutageProbe outage =
        new OutageProbe(server, Double.parseDouble(said[0]), Integer.parseInt(said[1]));
    System.out.println(outage);
    return outage;
  }
}
