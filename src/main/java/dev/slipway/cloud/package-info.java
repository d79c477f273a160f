/**
 * What an OpenStack project holds now, by its REST APIs. Plans nothing and knows no Pulumi. May
 * use: {@code value}.
 */
@NullMarked
package dev.slipway.cloud;

import org.jspecify.annotations.NullMarked;
