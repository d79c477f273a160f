package dev.slipway.components;

import com.pulumi.core.Alias;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import dev.slipway.value.DnsLabel;
import java.util.List;
import java.util.Optional;

/**
 * The former names of renamed resources. A resource with a new name is replaced unless its options
 * have the former name as an alias. Each rename is one line here; remove the line when no state has
 * the former name.
 */
public final class ResourceAliases implements ResourceTransformation {
  /** The renames; names without the stack's prefix. */
  static final List<Rename> RENAMES =
      List.of(new Rename("management-registration-role", "management-registration-cluster-role"));

  private final DnsLabel stack;

  /** A rename. {@code now} is a regular expression, {@code before} can contain its {@code $1}. */
  record Rename(String before, String now) {

    /** Returns the former name of the resource {@code name}. */
    Optional<String> formerOf(String name) {
      return name.matches(now) ? Optional.of(name.replaceFirst(now, before)) : Optional.empty();
    }
  }

  /** Creates the aliases for the resources of {@code stack}. */
  public ResourceAliases(DnsLabel stack) {
    this.stack = stack;
  }

  @Override
  public Optional<Result> apply(Args args) {
    Alias[] aliases =
        formerNames(args.resource().pulumiResourceName()).stream()
            .map(name -> Alias.builder().name(name).build())
            .toArray(Alias[]::new);
    return aliases.length == 0
        ? Optional.empty()
        : Optional.of(new Result(args.args(), with(args.options(), aliases)));
  }

  /** Returns all former names of the resource {@code name}. */
  List<String> formerNames(String name) {
    String prefix = stack + "-";
    return name.startsWith(prefix)
        ? RENAMES.stream()
            .flatMap(rename -> rename.formerOf(name.substring(prefix.length())).stream())
            .map(prefix::concat)
            .toList()
        : List.of();
  }

  private static ResourceOptions with(ResourceOptions options, Alias[] aliases) {
    return options instanceof ComponentResourceOptions component
        ? ComponentResourceOptions.merge(
            component, ComponentResourceOptions.builder().aliases(aliases).build())
        : CustomResourceOptions.merge(
            (CustomResourceOptions) options,
            CustomResourceOptions.builder().aliases(aliases).build());
  }
}
