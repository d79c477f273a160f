package dev.slipway.value;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An IP protocol with Neutron's name and IANA's number. Source: neutron-lib, {@code
 * IP_PROTOCOL_MAP}.
 */
public enum Protocol {
  TCP("tcp", 6, Selector.PORTS),
  UDP("udp", 17, Selector.PORTS),
  ICMP("icmp", 1, Selector.TYPES),
  ICMPV6("ipv6-icmp", 58, Selector.TYPES),
  VRRP("vrrp", 112, Selector.NONE),
  AH("ah", 51, Selector.NONE),
  DCCP("dccp", 33, Selector.PORTS),
  EGP("egp", 8, Selector.NONE),
  ESP("esp", 50, Selector.NONE),
  GRE("gre", 47, Selector.NONE),
  HOPOPT("hopopt", 0, Selector.NONE),
  IGMP("igmp", 2, Selector.NONE),
  IPIP("ipip", 4, Selector.NONE),
  IPV6_ENCAP("ipv6-encap", 41, Selector.NONE),
  IPV6_FRAG("ipv6-frag", 44, Selector.NONE),
  IPV6_NONXT("ipv6-nonxt", 59, Selector.NONE),
  IPV6_OPTS("ipv6-opts", 60, Selector.NONE),
  IPV6_ROUTE("ipv6-route", 43, Selector.NONE),
  OSPF("ospf", 89, Selector.NONE),
  PGM("pgm", 113, Selector.NONE),
  RSVP("rsvp", 46, Selector.NONE),
  SCTP("sctp", 132, Selector.PORTS),
  UDPLITE("udplite", 136, Selector.PORTS);

  private enum Selector {
    PORTS,
    TYPES,
    NONE
  }

  private final String text;
  private final int number;
  private final Selector selector;

  Protocol(String text, int number, Selector selector) {
    this.text = text;
    this.number = number;
    this.selector = selector;
  }

  /** Returns the protocol with Neutron's name, if Neutron has that name. */
  public static Optional<Protocol> named(String text) {
    return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
  }

  /** Returns the protocol with IANA's number, if Neutron has a name for it. */
  public static Optional<Protocol> numbered(int number) {
    return Arrays.stream(values()).filter(one -> one.number == number).findFirst();
  }

  /** Whether its packets have ports. */
  public boolean hasPorts() {
    return selector == Selector.PORTS;
  }

  /** Whether its packets have a type and a code. */
  public boolean hasTypes() {
    return selector == Selector.TYPES;
  }

  /** Returns the only IP version that carries it, 4 or 6; empty if both do. */
  public OptionalInt ipVersion() {
    return hasTypes() ? OptionalInt.of(this == ICMP ? 4 : 6) : OptionalInt.empty();
  }

  /** Returns IANA's number of the protocol, as in an IP header. */
  public int number() {
    return number;
  }

  /** Neutron's name. */
  public String text() {
    return text;
  }
}
