/** Internal: permissions of users and service accounts in Kubernetes. */
@NullMarked
package dev.slipway.components.identity;

import org.jspecify.annotations.NullMarked;
