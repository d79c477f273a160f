/**
 * Internal: compares the settings of a project on GitLab with what is required. May use: {@code
 * repository}, {@code repository.rest}.
 */
@NullMarked
package dev.slipway.repository.gitlab;

import org.jspecify.annotations.NullMarked;
