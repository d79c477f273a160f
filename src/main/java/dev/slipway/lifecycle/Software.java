package dev.slipway.lifecycle;

import dev.slipway.config.GitOpsConfig;
import dev.slipway.config.StackConfig;
import dev.slipway.value.Version;
import java.util.Arrays;
import java.util.Optional;

/** Software whose version is a key of the stack files. */
enum Software {
  KUBERNETES("kubernetes", "Kubernetes", "kubernetes"),
  TALOS("talos", "Talos", "talos"),
  ARGO_CD("argocd", "Argo CD", "gitops.argocd.version"),
  CILIUM("cilium", "Cilium", "cilium.version");

  private final String id;
  private final String title;
  private final String key;

  Software(String id, String title, String key) {
    this.id = id;
    this.title = title;
    this.key = key;
  }

  /** Returns the software of a row of the list. */
  static Software of(String id) {
    return Arrays.stream(values())
        .filter(software -> software.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(id + " is not a software of stack files"));
  }

  /** Returns the key of the version in a stack file. */
  String key() {
    return key;
  }

  /** Returns the version that a stack file chooses; empty if it does not have this software. */
  Optional<Version> version(StackConfig config) {
    GitOpsConfig gitops = config.gitops();
    return switch (this) {
      case KUBERNETES -> Optional.of(config.kubernetes());
      case TALOS -> Optional.of(config.talos().version());
      case ARGO_CD -> gitops == null ? Optional.empty() : Optional.of(gitops.argocd().version());
      case CILIUM -> Optional.of(config.cilium().version());
    };
  }

  @Override
  public String toString() {
    return title;
  }
}
