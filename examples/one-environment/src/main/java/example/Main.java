package example;

import dev.slipway.SlipwayProgram;

/** The fleet of stacks/, without extensions. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    SlipwayProgram.create().run(args);
  }
}
