package dev.slipway.guard;

import java.util.Optional;
import java.util.Set;

/**
 * A server in Nova.
 *
 * @param status Nova's status, for example {@code ACTIVE}
 * @param fault why the status is {@code ERROR}, or empty
 * @param flavor name of the flavor; empty if the flavor does not exist any more
 * @param image empty without an image
 * @param bootsFromVolume whether the server has a boot volume in place of an image
 * @param addresses fixed addresses
 * @param cluster metadata {@code cluster}: name of the stack that created the server, or empty
 * @param role metadata {@code role}, or empty
 */
public record LiveServer(
    String name,
    String id,
    String status,
    String fault,
    Optional<String> flavor,
    Optional<LiveImage> image,
    boolean bootsFromVolume,
    Set<String> addresses,
    String cluster,
    String role) {

  /** Copies the set. */
  public LiveServer {
    addresses = Set.copyOf(addresses);
  }

  /** Returns whether Nova's status is that of a running server. */
  public boolean active() {
    return status.equals("ACTIVE");
  }

  /** Returns whether the server was stopped, so that it can be started. */
  public boolean shutOff() {
    return status.equals("SHUTOFF");
  }
}
