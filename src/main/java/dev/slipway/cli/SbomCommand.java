package dev.slipway.cli;

import dev.slipway.document.Json;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.sbom.BillOfMaterials;
import dev.slipway.sbom.SoftwareManifest;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the software of the fleet's clusters as a software bill of materials. */
@Command(
    name = "sbom",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the software of the fleet's clusters.",
      "Prints a software bill of materials in the format CycloneDX 1.6, JSON. It lists what the"
          + " stack files choose, and the container images of the manifests that --manifest names."
          + " Software whose version they do not choose is listed without one. Reads no cloud and"
          + " no cluster."
    },
    footer = {
      "",
      "Example: slipway sbom >fleet.cdx.json",
      "Example: slipway sbom staging --manifest cilium/cilium-1.20.2.yaml --manifest"
          + " core-install.yaml"
    })
final class SbomCommand implements Callable<Integer> {
  @Mixin private final StacksParameter stacks = new StacksParameter();

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = {
        "Manifest of Cilium or Argo CD whose container images are listed; can be repeated.",
        "Its SHA-256 digest must be that of cilium.sha256 or gitops.argocd.sha256."
      })
  private List<Path> files = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<ClusterPlan> clusters = stacks.plans();
    List<SoftwareManifest> pinned = BillOfMaterials.manifests(clusters);
    Map<Sha256, String> texts = new HashMap<>();
    for (Path file : files) {
      String text = text(file);
      texts.put(pinned(file, Sha256.of(text), pinned), text);
    }
    BillOfMaterials bill = BillOfMaterials.of(clusters, texts);
    spec.commandLine().getOut().println(Json.indented(bill.document()));
    bill.unread().forEach(this::warn);
    return ExitCodes.SUCCESS.code();
  }

  private void warn(SoftwareManifest unread) {
    spec.commandLine()
        .getErr()
        .println(
            "not listed: the container images of %s; add --manifest with the file whose SHA-256 digest is %s: %s"
                .formatted(unread.title(), unread.key(), unread.sha256()));
  }

  private Sha256 pinned(Path file, Sha256 digest, List<SoftwareManifest> manifests) {
    if (manifests.stream().noneMatch(one -> one.sha256().equals(digest))) {
      throw new ParameterException(
          spec.commandLine(),
          "--manifest %s: its SHA-256 digest %s is in no stack file; expected that of %s"
              .formatted(
                  file,
                  digest,
                  String.join(", ", manifests.stream().map(SoftwareManifest::title).toList())));
    }
    return digest;
  }

  private String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new ParameterException(
          spec.commandLine(),
          "--manifest %s cannot be read (%s); name a file".formatted(file, unreadable),
          unreadable);
    }
  }
}
