package dev.slipway.evidence.model;

import java.util.List;
import java.util.Optional;

/**
 * Test packets between servers of the fleet, with their results.
 *
 * @param text the content of the packet file, unchanged
 */
public record PacketTestRun(String text, List<Packet> packets) {

  /** Copies the list. */
  public PacketTestRun {
    packets = List.copyOf(packets);
  }

  /**
   * One test packet with up to three results, which were determined independently.
   *
   * @param from name of the sending server
   * @param to name of the receiving server
   * @param destination address that the packet was sent to
   * @param protocol IP protocol number
   * @param port destination port; the type for ICMP; 0 for a protocol without ports
   * @param plan whether the plan allows the packet
   * @param trace whether OVN's logical flows deliver the packet
   * @param wire whether the packet was sent and arrived
   */
  public record Packet(
      String from,
      String to,
      String destination,
      int protocol,
      int port,
      boolean plan,
      Optional<Boolean> trace,
      Optional<Boolean> wire) {

    /** Returns whether all results are the same. */
    public boolean isConsistent() {
      return trace.orElse(plan) == plan && wire.orElse(plan) == plan;
    }

    /** Returns whether the packet arrived, or OVN's logical flows would deliver it. */
    public boolean wasDelivered() {
      return wire.orElse(false) || trace.orElse(false);
    }

    @Override
    public String toString() {
      return "%s to %s at %s, protocol %d %d".formatted(from, to, destination, protocol, port);
    }
  }
}
