package dev.slipway.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The lab's switches. The connection tracking of Open vSwitch 3.1 aborts at times ({@code conn_type
 * == CT_CONN_TYPE_DEFAULT} in {@code conn_update_state}); connections through that switch then
 * stand still until a keepalive, longer than an API server waits for etcd.
 */
final class Switches {
  private Switches() {}

  /** Runs a command, and once more where it failed while a switch aborted; only then. */
  static Lab.Said outlived(Supplier<Lab.Said> command) {
    long before = aborted();
    Lab.Said said = command.get();
    if (said.code() == 0 || aborted() <= before) {
      return said;
    }
    System.out.println("a switch of the lab aborted meanwhile, so once more:\n" + said.text());
    return command.get();
  }

  private static long aborted() {
    try (Stream<String> lines = Files.lines(Lab.state("log/supervisord.log"))) {
      return lines.filter(line -> line.contains("-vswitchd (terminated by SIGABRT")).count();
    } catch (IOException noLabYet) {
      return 0;
    }
  }
}
