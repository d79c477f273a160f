package dev.slipway.credentials;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Values in DER (X.690), as far as a client certificate (RFC 5280) and a private key need them. */
final class Der {
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SEQUENCE = 0x30;

  /** Tag of a context-specific constructed value with number 0. */
  static final int CONTEXT = 0xa0;

  /** Tag of a context-specific primitive value with number 0. */
  static final int CONTEXT_PRIMITIVE = 0x80;

  private static final int LONG_LENGTH = 0x80;

  /** RFC 5280, section 4.1.2.5: from this year on, times have four digits for the year. */
  private static final int FIRST_YEAR_OF_GENERALIZED_TIME = 2050;

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return value(SEQUENCE, parts);
  }

  static byte[] integer(BigInteger number) {
    return value(INTEGER, number.toByteArray());
  }

  static byte[] octets(byte[] content) {
    return value(OCTET_STRING, content);
  }

  /** Returns a string of whole bytes. */
  static byte[] bits(byte[] content) {
    return value(BIT_STRING, new byte[] {0}, content);
  }

  /** Returns an object identifier from the hexadecimal digits of its content. */
  static byte[] identifier(String hex) {
    return value(OBJECT_IDENTIFIER, HexFormat.of().parseHex(hex));
  }

  static byte[] time(Instant instant) {
    var utc = instant.atOffset(ZoneOffset.UTC);
    boolean generalized = utc.getYear() >= FIRST_YEAR_OF_GENERALIZED_TIME;
    String pattern = generalized ? "yyyyMMddHHmmss'Z'" : "yyMMddHHmmss'Z'";
    return value(
        generalized ? GENERALIZED_TIME : UTC_TIME,
        DateTimeFormatter.ofPattern(pattern).format(utc).getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns a value with the given tag. */
  static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    all.writeBytes(length(content.size()));
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }

  private static byte[] length(int length) {
    if (length < LONG_LENGTH) {
      return new byte[] {(byte) length};
    }
    byte[] big = BigInteger.valueOf(length).toByteArray();
    int zeros = big[0] == 0 ? 1 : 0;
    byte[] bytes = new byte[1 + big.length - zeros];
    bytes[0] = (byte) (LONG_LENGTH | (big.length - zeros));
    System.arraycopy(big, zeros, bytes, 1, big.length - zeros);
    return bytes;
  }
}
