package dev.slipway.guard;

import java.util.List;

/**
 * A difference between live servers and the plan that an update must not apply.
 *
 * @param key key of the stack file, or what else differs
 * @param servers names of the servers
 * @param live what they have or are
 * @param planned what the plan has instead
 * @param fix what to do
 */
public record Refusal(String key, List<String> servers, String live, String planned, String fix) {

  /** Copies the list. */
  public Refusal {
    servers = List.copyOf(servers);
  }

  @Override
  public String toString() {
    return "%s: %s: %s, planned: %s; %s"
        .formatted(key, String.join(", ", servers), live, planned, fix);
  }
}
