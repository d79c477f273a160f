package dev.slipway.value;

/** An NTP server: its DNS name, or its IPv4 address, which needs no resolver. */
public record NtpServer(String text) {

  /** Reads a name or an IPv4 address. */
  public static NtpServer parse(String text) {
    return isAddress(text) || isName(text) ? new NtpServer(text) : refuse();
  }

  private static NtpServer refuse() {
    throw new IllegalArgumentException(
        "is not a valid NTP server; expected a DNS name in lower case such as ntp.example.net, or"
            + " an IPv4 address such as 192.0.2.123");
  }

  /** Whether it is an address. */
  public boolean isAddress() {
    return isAddress(text);
  }

  private static boolean isAddress(String text) {
    try {
      return IpAddress.parse(text).version() == 4;
    } catch (IllegalArgumentException notAnAddress) {
      return false;
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
