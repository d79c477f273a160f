package dev.slipway.value;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import org.jspecify.annotations.Nullable;

/** Parses addresses and prefixes in full: no short, octal or wildcard forms, no zones. */
final class StrictIpParser {
  private static final IPAddressStringParameters PLAIN =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowPrefixOnly(false)
          .allowMask(false)
          .allowWildcardedSeparator(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .toParams();

  private static final IPAddressStringParameters STRICT =
      PLAIN.toBuilder()
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .getParentBuilder()
          .toParams();

  private StrictIpParser() {}

  static @Nullable IPAddress parse(String text) {
    return new IPAddressString(text, STRICT).getAddress();
  }
}
