package dev.slipway.config;

import dev.slipway.document.Markdown;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page docs/stack-file.md: one section for each group of keys. */
final class StackFilePage {
  static final Path FILE = Path.of("docs/stack-file.md");

  /** The stack whose file is the example of the page. */
  static final String EXAMPLE = "staging-sto2";

  private static final String INTRODUCTION =
      """
      <!-- StackFilePageTest records this page; ADR 40 has the sources of its texts. -->

      All keys of the files in [stacks/](../stacks/README.md); each file describes one stack. Editors show the same texts if the first line of the file
      names [the schema](../stacks/stack.schema.json), as in the example. `./slipway check` reports each invalid value with its fix. What a change of a
      key does to running servers: [the effect of each key](changing-a-cluster.md#effect-of-each-key). A form with a link is a group of keys.\
      """;

  private static final String EXAMPLE_TEXT =
      """
      The file of a Management Cluster with all required keys and no other: [%1$s.yaml](../stacks/%1$s.yaml). In production
      [three more](../stacks/production-osl2.yaml) are required. An Ops Cluster also has [gitops](#gitops): [staging.yaml](../stacks/staging.yaml).\
      """;

  private static final String WHOLE_FILE = "Whole file";
  private static final String FORMS = "Forms";
  private static final String KINDS =
      "[network and endpoint kinds](../stacks/README.md#network-and-endpoint-kinds)";
  private static final String ZITADEL = "[set up Zitadel](access.md#set-up-zitadel)";

  /** The documents that explain more than the keys. */
  private static final Map<Class<?>, String> MORE =
      Map.of(
          ProjectConfig.class,
          adr("0022-the-project-in-the-stack-file", 22),
          StateConfig.class,
          "[state backend and secrets"
              + " provider](../stacks/README.md#state-backend-and-secrets-provider)",
          NetworkConfig.class,
          KINDS + ", " + adr("0037-named-egress", 37),
          EndpointConfig.class,
          KINDS
              + ", [what `endpoint.address`"
              + " becomes](../stacks/README.md#what-endpointaddress-becomes)",
          CiliumConfig.class,
          adr("0036-packets-between-pods-are-encrypted-on-shared-networks", 36),
          NodePoolConfig.class,
          "[add a worker pool](../stacks/README.md#add-a-worker-pool)",
          DiskEncryptionConfig.class,
          adr("0038-disk-encryption", 38),
          IdentityConfig.class,
          ZITADEL,
          ZitadelConfig.class,
          ZITADEL + ", " + adr("0026-zitadel-as-code", 26),
          GitOpsConfig.class,
          "[what Argo CD may do](access.md#argo-cd)");

  private final List<KeyGroup> groups;

  StackFilePage(List<KeyGroup> groups) {
    this.groups = groups;
  }

  private static String adr(String file, int number) {
    return "[ADR %d](adr/%s.md)".formatted(number, file);
  }

  String render() {
    Markdown page = new Markdown().heading(1, "Stack file");
    introduction(page);
    groups.forEach(group -> section(page, group));
    forms(page);
    return page.toString();
  }

  private void introduction(Markdown page) {
    String links =
        Stream.concat(groups.stream().map(StackFilePage::title), Stream.of(FORMS))
            .map(StackFilePage::link)
            .collect(Collectors.joining(" · "));
    page.block(INTRODUCTION)
        .block(links)
        .heading(2, "Example")
        .block(EXAMPLE_TEXT.formatted(EXAMPLE))
        .fence("yaml", new StackFiles(FleetFixture.SHIPPED).text(EXAMPLE).lines().toList());
  }

  private static void section(Markdown page, KeyGroup group) {
    page.heading(2, title(group));
    if (!group.paths().contains("")) {
      String paths =
          group.paths().stream().map(Markdown::code).collect(Collectors.joining(" and "));
      String more = MORE.containsKey(group.type()) ? " More: " + MORE.get(group.type()) + "." : "";
      page.block("%s: %s%s".formatted(paths, markup(group.doc().description()), more));
    }
    List<String> head = List.of("key", "meaning", "form", "default or required", "example");
    page.block(table(head, group.keys().stream().map(StackFilePage::row).toList()));
  }

  private static List<String> row(StackKey key) {
    String form = form(key);
    return List.of(
        Markdown.code(key.name()),
        markup(key.meaning()),
        form,
        markup(key.presence()),
        key.group().isPresent() ? "see there" : key.example().map(Markdown::code).orElse(""));
  }

  private static String form(StackKey key) {
    Type type = key.component().getGenericType();
    return key.group()
        .map(group -> link(lastKey(key.path())) + (type instanceof Class<?> ? "" : " by name"))
        .orElseGet(() -> markup(KeyForm.of(type)));
  }

  private void forms(Markdown page) {
    List<List<String>> rows =
        groups.stream()
            .flatMap(group -> group.keys().stream())
            .flatMap(key -> KeyForm.values(key.component().getGenericType()))
            .distinct()
            .sorted(Comparator.comparing(type -> KeyForm.of(type).toLowerCase(Locale.ROOT)))
            .map(
                type ->
                    Stream.of(KeyForm.of(type), KeyForm.meaning(type), KeyForm.accepted(type))
                        .map(StackFilePage::markup)
                        .toList())
            .toList();
    page.heading(2, FORMS)
        .block(
            "Forms of single values. In front of an arrow is the form of the names in a mapping.")
        .block(table(List.of("form", "meaning", "accepted"), rows));
  }

  private static String title(KeyGroup group) {
    return group.paths().contains("") ? WHOLE_FILE : lastKey(group.paths().get(0));
  }

  private static String lastKey(String path) {
    return path.replace(".*", "").replaceFirst(".*\\.", "");
  }

  private static String link(String title) {
    return "[%s](#%s)".formatted(title, title.toLowerCase(Locale.ROOT).replace(' ', '-'));
  }

  /** Returns markup of a text whose code is between backticks. */
  private static String markup(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split("`", -1)) {
      parts.add(parts.size() % 2 == 0 ? Markdown.plain(part) : Markdown.code(part));
    }
    return String.join("", parts);
  }

  private static String table(List<String> head, List<List<String>> rows) {
    return Stream.concat(Stream.of(head, head.stream().map(cell -> "---").toList()), rows.stream())
        .map(cells -> "| " + String.join(" | ", cells) + " |")
        .collect(Collectors.joining("\n"));
  }
}
