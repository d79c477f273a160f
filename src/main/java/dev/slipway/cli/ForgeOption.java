package dev.slipway.cli;

import dev.slipway.repository.Forge;

/** The names of forges. */
final class ForgeOption extends NamedValues<Forge> {
  ForgeOption() {
    super("a forge", Forge.values(), Forge::text);
  }
}
