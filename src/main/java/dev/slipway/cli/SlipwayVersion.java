package dev.slipway.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class SlipwayVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"slipway " + text()};
  }

  /** Returns the version, or that there is none. */
  static String text() {
    return Optional.ofNullable(Slipway.class.getPackage().getImplementationVersion())
        .orElse("of a build without a jar");
  }
}
