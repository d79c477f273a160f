package dev.slipway.preview;

import java.util.Optional;

/**
 * A changed property of a resource. Pulumi prints secrets as {@code [secret]}.
 *
 * @param path as Pulumi prints it, for example {@code spec.ports[0].port}
 * @param before in JSON; empty if it is added, or not in the state
 * @param after in JSON, with {@code [not known yet]} for what the update finds out; empty if it is
 *     removed
 */
public record PropertyChange(String path, Optional<String> before, Optional<String> after) {}
