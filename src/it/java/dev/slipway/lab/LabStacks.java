package dev.slipway.lab;

import dev.slipway.testing.StackFiles;
import java.util.Map;

/** Copies of the shipped stack files in the lab's state folder. */
public final class LabStacks {
  private LabStacks() {}

  /** Copies the shipped stack files to a folder of this name. */
  public static StackFiles copy(String name) {
    return StackFiles.shipped(Lab.state(name));
  }

  /** Returns variables by which the programs, the command line and the lab read these files. */
  public static Map<String, String> environment(StackFiles stacks) {
    return Map.of("SLIPWAY_STACKS", stacks.path().toString());
  }
}
