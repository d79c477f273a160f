package dev.slipway.value;

import java.util.Optional;

/** An NTP server: its DNS name, or its IPv4 address, which needs no resolver. */
public record NtpServer(String text) {

  /** Reads a name or an IPv4 address. */
  public static NtpServer parse(String text) {
    return address(text).isPresent() || isName(text) ? new NtpServer(text) : refuse();
  }

  private static NtpServer refuse() {
    throw new IllegalArgumentException(
        "is not a valid NTP server; expected a DNS name in lower case such as ntp.example.net, or"
            + " an IPv4 address such as 192.0.2.123");
  }

  /** Whether it is an address. */
  public boolean isAddress() {
    return address().isPresent();
  }

  /** Returns the address; empty if it is a name. */
  public Optional<IpAddress> address() {
    return address(text);
  }

  private static Optional<IpAddress> address(String text) {
    try {
      return Optional.of(IpAddress.parse(text)).filter(address -> address.version() == 4);
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private static boolean isName(String text) {
    try {
      DnsName.parse(text);
      return true;
    } catch (IllegalArgumentException notAName) {
      return false;
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
