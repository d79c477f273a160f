package dev.slipway.evidence.model;

import java.util.List;

/**
 * Test packets between servers of the fleet.
 *
 * @param text the file as it was given
 */
public record PacketTestRun(String text, List<Packet> packets) {

  /** Copies the list. */
  public PacketTestRun {
    packets = List.copyOf(packets);
  }

  /**
   * One packet and who said what of it. The three need not all have been asked.
   *
   * @param from the sending server's name
   * @param to the receiving server's name
   * @param destination the address that it was sent to
   * @param protocol IP protocol's number
   * @param port for ICMP the type; 0 where the protocol has none
   * @param plan whether the plan lets it through
   * @param trace whether OVN's logical flows let it through
   * @param wire whether it arrived
   */
  public record Packet(
      String from,
      String to,
      String destination,
      int protocol,
      int port,
      boolean plan,
      java.util.Optional<Boolean> trace,
      java.util.Optional<Boolean> wire) {

    /** Whether all who were asked said the same. */
    public boolean isConsistent() {
      return trace.orElse(plan) == plan && wire.orElse(plan) == plan;
    }

    /** Whether it was sent and arrived, or would by OVN's flows. */
    public boolean wasDelivered() {
      return wire.orElse(false) || trace.orElse(false);
    }

    @Override
    public String toString() {
      return from + " to " + to + " at " + destination + ", protocol " + protocol + " " + port;
    }
  }
}
