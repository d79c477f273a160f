/**
 * Internal: the settings that a repository on GitHub or GitLab needs for enforced approvals, and
 * what is weaker than required. No I/O here; {@code rest} reads, {@code github} and {@code gitlab}
 * compare. May use: {@code value}.
 */
@NullMarked
package dev.slipway.repository;

import org.jspecify.annotations.NullMarked;
