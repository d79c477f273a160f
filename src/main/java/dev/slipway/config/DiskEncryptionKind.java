package dev.slipway.config;

import java.util.Locale;

/** The holder of the key that seals the keys of encrypted disks. */
public enum DiskEncryptionKind {
  TPM,
  KMS,
  NONE;

  /** Returns the kind as a stack file has it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Rejects the kinds of Talos that do not protect a copy of the disk. */
  static void requireProtection(String given) {
    String talosKind = given.toLowerCase(Locale.ROOT).replace("-", "");
    if (talosKind.equals("nodeid")) {
      throw new IllegalArgumentException(
          "is not allowed: Talos derives the key from the UUID of the server, which everyone in the"
              + " OpenStack project can read, so it does not protect a copy of the disk; expected"
              + " tpm or kms");
    }
    if (talosKind.equals("static")) {
      throw new IllegalArgumentException(
          "is not allowed: the passphrase is in the user data and, in plain text, on the disk"
              + " (partition META), so it does not protect a copy of the disk; expected tpm or"
              + " kms");
    }
  }
}
