package dev.slipway.value;

import java.util.OptionalInt;

/** A protocol by the name that Neutron gives it. */
public enum Protocol {
  TCP("tcp", 6),
  UDP("udp", 17),
  /** Of IPv4 alone; its packets carry a type instead of ports. */
  ICMP("icmp", 1),
  /** Of IPv6 alone; its packets carry a type instead of ports. */
  ICMPV6("ipv6-icmp", 58),
  /** It has no ports. */
  VRRP("vrrp", 112);

  private final String text;
  private final int number;

  Protocol(String text, int number) {
    this.text = text;
    this.number = number;
  }

  /** Whether its packets carry ports. */
  public boolean hasPorts() {
    return this == TCP || this == UDP;
  }

  /** Whether its packets carry a type. */
  public boolean hasTypes() {
    return this == ICMP || this == ICMPV6;
  }

  /** The IP version that alone carries it, 4 or 6; empty where both do. */
  public OptionalInt ipVersion() {
    return hasTypes() ? OptionalInt.of(this == ICMP ? 4 : 6) : OptionalInt.empty();
  }

  /** IANA's, as it stands in an IP header. */
  public int number() {
    return number;
  }

  /** Neutron's name. */
  public String text() {
    return text;
  }
}
