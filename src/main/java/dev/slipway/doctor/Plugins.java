package dev.slipway.doctor;

import dev.slipway.guard.PulumiSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pulumi's plugins, in the versions of the SDKs in this jar. */
public final class Plugins {
  private static final String LANGUAGE = "pulumi-language-java";
  private static final String ZITADEL_SOURCE = " --server github://api.github.com/pulumiverse";

  private static final List<String> ALWAYS = List.of("openstack", "command", "kubernetes");
  private static final String ZITADEL = "zitadel";

  private Plugins() {}

  /** Returns the version of each provider's SDK in this jar, by name. */
  public static Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    ALWAYS.forEach(name -> versions.put(name, version(name)));
    versions.put(ZITADEL, version(ZITADEL));
    return versions;
  }

  /** Returns one finding for each plugin. */
  static List<Finding> check(Computer computer, boolean managesZitadel) {
    List<Finding> findings = new ArrayList<>();
    findings.add(language(computer));
    ALWAYS.forEach(name -> findings.add(resource(computer, name, "")));
    if (managesZitadel) {
      findings.add(resource(computer, ZITADEL, ZITADEL_SOURCE));
    }
    return findings;
  }

  private static Finding language(Computer computer) {
    return computer.hasProgram(LANGUAGE)
        ? Finding.ok(LANGUAGE, "starts the programs")
        : Finding.lack(
            LANGUAGE,
            "is not in PATH; it starts the programs",
            "it is beside pulumi in its archive");
  }

  private static Finding resource(Computer computer, String name, String source) {
    String version = version(name);
    Path folder =
        PulumiSettings.home(computer.environment())
            .resolve("plugins/resource-%s-v%s".formatted(name, version));
    String what = "Pulumi plugin " + name;
    return computer.isFolder(folder)
        ? Finding.ok(what, version)
        : Finding.lack(
            what,
            version + " is not in " + folder,
            "pulumi plugin install resource %s v%s%s".formatted(name, version, source));
  }

  private static String version(String name) {
    String resource = "/com/pulumi/%s/version.txt".formatted(name);
    try (InputStream file = Plugins.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException("the jar has no " + resource);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
