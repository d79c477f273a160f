package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.config.StackFileMutations.Mutation;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.InvalidFleetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every stack file with one fault at every key. Each is refused with a list of problems; it is
 * never accepted, and never causes another exception. The random seed is fixed.
 */
class InvalidStackFileTest {
  private static final long SEED = 20261124;

  /** Every file sets more keys than this. */
  private static final int FEWEST_KEYS = 20;

  @TempDir private Path folder;
  private final Random random = new Random(SEED);

  @ParameterizedTest
  @ValueSource(strings = {"stacks", "src/test/resources/network-kinds"})
  void everyMissingKeyIsRefused(Path source) {
    assertRefused(source, StackFileMutations::withoutKey);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stacks", "src/test/resources/network-kinds"})
  void everyDuplicateKeyIsRefused(Path source) {
    assertRefused(source, StackFileMutations::withDuplicateKey);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stacks", "src/test/resources/network-kinds"})
  void everyValueOfAnotherTypeIsRefused(Path source) {
    assertRefused(source, mutations -> mutations.withOtherType(random));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stacks", "src/test/resources/network-kinds"})
  void everyExchangedPairOfValuesIsRefused(Path source) {
    assertRefused(source, mutations -> mutations.withExchangedValues(random));
  }

  private void assertRefused(
      Path source, Function<StackFileMutations, List<Mutation>> mutationsOf) {
    StackFiles files = new StackFiles(folder).withFilesOf(source);
    List<String> accepted = new ArrayList<>();
    for (String stack : files.stacks()) {
      String original = files.text(stack);
      List<Mutation> mutations = mutationsOf.apply(new StackFileMutations(original));
      assertTrue(mutations.size() >= FEWEST_KEYS, () -> stack + ": tried " + mutations.size());
      for (Mutation mutation : mutations) {
        if (isAccepted(files.withText(stack, mutation.text()))) {
          accepted.add(stack + ": " + mutation.change());
        }
      }
      files.withText(stack, original);
    }
    assertEquals("", String.join("\n", accepted));
    assertTrue(isAccepted(files), "the files without a fault");
  }

  private static boolean isAccepted(StackFiles files) {
    try {
      files.fleet();
      return true;
    } catch (InvalidFleetException refused) {
      return refused.problems().isEmpty();
    }
  }
}
