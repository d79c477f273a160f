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
 * Every rename of a resource: a name that changes replaces what bears it, unless the engine is told
 * what it was called before. To rename: one line here; it may go when no stack holds the old name.
 */
public final class ResourceAliases implements ResourceTransformation {
  /** Names without the stack's. */
  static final List<Rename> RENAMES =
      List.of(new Rename("management-registration-registration", "management-registration-secret"));

  private final DnsLabel stack;

  /** A rename: {@code $1} of {@code now}, a regular expression, may stand in {@code before}. */
  record Rename(String before, String now) {

    /** The former name of what is called {@code name} now. */
    Optional<String> formerOf(String name) {
      return name.matches(now) ? Optional.of(name.replaceFirst(now, before)) : Optional.empty();
    }
  }

  /** Of the resources of {@code stack}. */
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

  /** All former names of the resource that is called {@code name} now. */
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
