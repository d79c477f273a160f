package dev.slipway.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class SlipwayVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(Slipway.class.getPackage().getImplementationVersion())
            .orElse("of a build without a jar");
    return new String[] {"slipway " + version};
  }
}
