package dev.slipway.lab;

import dev.slipway.config.Fleet;
import dev.slipway.plan.Planner;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.DnsLabel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of the shipped stack files in the lab's folder, for a fleet that is a little different.
 */
record OtherStacks(Path folder) {

  /** A copy that was made before. */
  static OtherStacks at(String name) {
    return new OtherStacks(Lab.state(name));
  }

  static OtherStacks copy(String name) {
    Path folder = Lab.state(name);
    try (Stream<Path> files = Files.list(Path.of("stacks"))) {
      Files.createDirectories(folder);
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Files.writeString(folder.resolve(file.getFileName()), Files.readString(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new OtherStacks(folder);
  }

  /** Adds a stack file. */
  OtherStacks adding(Path file) throws IOException {
    Files.writeString(folder.resolve(file.getFileName()), Files.readString(file));
    return this;
  }

  /** The cluster of a stack, planned among the others. */
  ClusterPlan cluster(String stack) {
    return Planner.plan(Fleet.load(folder)).clusterOrThrow(DnsLabel.parse(stack));
  }

  /** Writes another value into one file. */
  OtherStacks with(String stack, String from, String to) throws IOException {
    Path file = folder.resolve(stack + ".yaml");
    String text = Files.readString(file);
    if (!text.contains(from)) {
      throw new AssertionError(file + " does not hold " + from);
    }
    Files.writeString(file, text.replace(from, to));
    return this;
  }

  /** The value of a key that stands once in a file, whatever group it is in. */
  String value(String stack, String key) throws IOException {
    String text = Files.readString(folder.resolve(stack + ".yaml"));
    return text.replaceFirst("(?s).*\\n *" + key + ": (\\S+).*", "$1");
  }

  /** What makes programs, command line and lab read these files. */
  Map<String, String> environment() {
    return Map.of("SLIPWAY_STACKS", folder.toString());
  }
}
