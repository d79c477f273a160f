package example;

import dev.slipway.SlipwayProgram;

/** The fleet of stacks/, which sends logs to a server and has a namespace for tools. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    program().run(args);
  }

  static SlipwayProgram program() {
    return SlipwayProgram.create()
        .withConnections("syslog", Syslog::connections)
        .withMachineConfigPatches("syslog", Syslog::documents)
        .withRole(ReleaseManager.ROLE)
        .withCheck("datacenter names", Names::problems)
        .withClusterExtension("tools", Tools::create);
  }
}
