package dev.slipway.credentials;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A role of the Talos API. Talos reads it from the organization of a client certificate. */
public enum TalosRole {
  /** Reads states, logs and etcd's members, and no file and no secret. */
  READER("os:reader"),

  /** Reboots, restarts services and takes snapshots of etcd; also everything that a reader may. */
  OPERATOR("os:operator"),

  /** May do everything, and read every secret. */
  ADMIN("os:admin");

  private final String organization;

  TalosRole(String organization) {
    this.organization = organization;
  }

  /**
   * Reads a role such as {@code os:reader}.
   *
   * @throws IllegalArgumentException if the text is not a role
   */
  public static TalosRole parse(String text) {
    return Arrays.stream(values())
        .filter(role -> role.organization.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not a role of the Talos API; expected %s"
                        .formatted(
                            text,
                            Arrays.stream(values())
                                .map(TalosRole::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /** Returns Talos' name, which is the organization in a certificate. */
  @Override
  public String toString() {
    return organization;
  }
}
