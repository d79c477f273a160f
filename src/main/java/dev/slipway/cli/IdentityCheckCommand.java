package dev.slipway.cli;

import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import dev.slipway.zitadel.LiveIdentity;
import dev.slipway.zitadel.OtherIdentities;
import dev.slipway.zitadel.ServiceUserKey;
import dev.slipway.zitadel.Weakenings;
import dev.slipway.zitadel.ZitadelApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares Zitadel with the plan of an environment. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Compares Zitadel with the plan of an environment.",
      "That is its organization, login policy, project, roles, applications and grants. Changes"
          + " nothing. Prints each difference with its consequence. Exit code 3 if anything"
          + " differs; pulumi up --refresh of the Ops stack undoes what it manages."
    },
    footer = {"", "Example: slipway identity check staging -o json"})
final class IdentityCheckCommand implements Callable<Integer> {
  @Mixin private final StacksOption stacks = new StacksOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Parameters(paramLabel = "ENVIRONMENT", description = "Name of an environment.")
  private String environment;

  private final Map<String, String> variables;

  IdentityCheckCommand() {
    this(System.getenv());
  }

  IdentityCheckCommand(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public Integer call() {
    FleetPlan fleet = stacks.plan();
    ClusterPlan ops = fleet.clusterOrThrow(DnsLabel.parse(environment));
    ServiceUserKey key = ServiceUserKey.read(variables);
    ZitadelApi api = ZitadelApi.open(ops.identity().issuer(), key, variables);
    LiveIdentity live = LiveIdentity.read(api, ops.identity().audience());
    List<String> findings = new ArrayList<>(Weakenings.of(ZitadelPlan.of(ops), live));
    findings.addAll(OtherIdentities.of(ops, fleet.clusters()));
    output.print(
        () -> Map.of("environment", environment, "findings", findings),
        () -> text(findings, live.grants().size()));
    return findings.isEmpty() ? ExitCodes.SUCCESS.code() : ExitCodes.DIFFERENT.code();
  }

  private String text(List<String> findings, int grants) {
    return findings.isEmpty()
        ? "%s: Zitadel is as planned; %d grants\n".formatted(environment, grants)
        : String.join("\n", findings) + "\n";
  }
}
