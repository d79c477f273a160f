package dev.slipway;

/** The entry point of the shipped jar: Slipway without extensions. */
public final class Main {
  private Main() {}

  /** Runs the program. */
  public static void main(String[] args) {
    SlipwayProgram.create().run(args);
  }
}
