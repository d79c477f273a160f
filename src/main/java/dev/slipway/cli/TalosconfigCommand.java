package dev.slipway.cli;

import dev.slipway.credentials.SecretsBundle;
import dev.slipway.credentials.TalosRole;
import dev.slipway.credentials.Talosconfig;
import dev.slipway.plan.model.ClusterPlan;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Prints a talosconfig with a short-lived certificate of a role of the Talos API. */
@Command(
    name = "talosconfig",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a talosconfig with a short-lived certificate.",
      "The certificate has a role of the Talos API. It is valid for a short time, because nothing"
          + " can revoke it. Keep it out of files that others can read."
    },
    footer = {
      "",
      "Example: slipway talosconfig staging-osl2",
      "Example: slipway talosconfig staging-osl2 --role os:admin --ttl 2h"
    })
final class TalosconfigCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();
  @Mixin private final LifetimeOption lifetime = new LifetimeOption();

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "os:reader",
      converter = RoleConverter.class,
      description = {
        "os:reader reads states and logs; os:operator also reboots; os:admin may do everything,"
            + " also read secrets. Default ${DEFAULT-VALUE}."
      })
  private TalosRole role;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ClusterPlan plan = stack.planIn(stack.plan());
    SecretsBundle bundle = BundleOfStack.read(plan);
    var certificate = bundle.forTalos(role, Instant.now(), lifetime.lifetime());
    String endpoint = plan.endpoint().externalAddress().toString();
    spec.commandLine()
        .getOut()
        .println(Talosconfig.of(stack.name(), endpoint, bundle.talosAuthorityPem(), certificate));
    return ExitCodes.SUCCESS.code();
  }

  /** Reads a role by its name at Talos. */
  static final class RoleConverter implements ITypeConverter<TalosRole> {
    @Override
    public TalosRole convert(String text) {
      try {
        return TalosRole.parse(text);
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(unknown.getMessage());
      }
    }
  }
}
