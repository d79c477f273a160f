/** Tests that hold pages of docs/ to the sources. */
@NullMarked
package dev.slipway.documentation;

import org.jspecify.annotations.NullMarked;
