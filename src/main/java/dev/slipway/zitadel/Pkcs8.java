package dev.slipway.zitadel;

import java.nio.ByteBuffer;

/** The PKCS #8 form (RFC 5958) of an RSA key: its PKCS #1 form with a header. */
final class Pkcs8 {
  /** DER of version 0 and the algorithm rsaEncryption (RFC 8017) without parameters. */
  private static final byte[] RSA = {
    0x02,
    0x01,
    0x00,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private static final byte SEQUENCE = 0x30;
  private static final byte OCTETS = 0x04;

  /** The length that follows is in two bytes. */
  private static final byte TWO_BYTES = (byte) 0x82;

  private static final int HEADER = 4;

  private Pkcs8() {}

  /** Wraps a key; keys of 1024 to 524,000 bits have lengths of two bytes. */
  static byte[] ofRsa(byte[] pkcs1) {
    ByteBuffer key = ByteBuffer.allocate(HEADER + RSA.length + HEADER + pkcs1.length);
    header(key, SEQUENCE, RSA.length + HEADER + pkcs1.length);
    key.put(RSA);
    header(key, OCTETS, pkcs1.length);
    return key.put(pkcs1).array();
  }

  private static void header(ByteBuffer key, byte type, int length) {
    key.put(type).put(TWO_BYTES).putShort((short) length);
  }
}
