/**
 * Internal: compares the settings of a repository on GitHub with what is required. May use: {@code
 * repository}, {@code repository.rest}.
 */
@NullMarked
package dev.slipway.repository.github;

import org.jspecify.annotations.NullMarked;
