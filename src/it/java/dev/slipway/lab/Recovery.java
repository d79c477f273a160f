package dev.slipway.lab;

import java.util.Map;

/** Steps of an operator after an update that ended by SIGKILL; README describes it. */
public final class Recovery {
  private Recovery() {}

  /**
   * Ends the update in Pulumi's state, removes what is not in the state, and returns the report.
   */
  public static String afterKill(String stack, Map<String, String> environment) {
    // The provider may still wait for a response of the cloud.
    String cancel = "sleep 3; pulumi cancel --yes --non-interactive --stack " + stack;
    System.out.println(Lab.shell(cancel).orFail("cancel"));
    return Lab.shell("./slipway recover --yes " + stack, environment).orFail("recover");
  }
}
