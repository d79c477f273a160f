package dev.slipway.config;

/** Checks the encryption of disks. */
final class DiskEncryptionRules {
  private final StackFile file;

  DiskEncryptionRules(StackFile file) {
    this.file = file;
  }

  /** Rejects a path, which Talos would ignore. */
  void validate(ProblemCollector problems) {
    DiskEncryptionConfig disks = file.config().diskEncryption();
    if (disks != null && disks.endpoint() != null && disks.endpoint().hasPath()) {
      problems.add(
          file,
          "diskEncryption.endpoint",
          "\"%s\" has a path, and Talos only uses host and port; expected the form https://HOST:PORT"
              .formatted(disks.endpoint()));
    }
  }

  /** Warns if production's disks are not encrypted and its file does not accept that. */
  void warn(ProblemCollector warnings) {
    StackConfig config = file.config();
    if (config.environment().isProduction() && config.diskEncryption() == null) {
      warnings.add(
          file,
          "diskEncryption",
          "is not set, so disks are not encrypted: whoever can copy the disk of a server reads the"
              + " keys of the CAs, etcd and the audit log; set kind tpm or kms before the cluster"
              + " is created, or kind none to accept it");
    }
  }
}
