/**
 * Internal. Lists the software of a fleet's clusters as a software bill of materials in the format
 * CycloneDX.
 */
@NullMarked
package dev.slipway.sbom;

import org.jspecify.annotations.NullMarked;
