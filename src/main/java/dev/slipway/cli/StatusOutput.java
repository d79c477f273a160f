package dev.slipway.cli;

import dev.slipway.credentials.EndingCertificate;
import dev.slipway.status.SoftwareVersion;
import dev.slipway.status.StackStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The output of {@code slipway status}. */
final class StatusOutput {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);
  private static final String NONE = "-";

  private StatusOutput() {}

  /** Returns one line for each stack. */
  static String text(List<StackStatus> stacks) {
    List<String> head = new ArrayList<>(List.of("STACK", "STATE", "DRIFT"));
    stacks.stream()
        .limit(1)
        .flatMap(one -> one.versions().stream())
        .forEach(one -> head.add(one.software().toUpperCase(Locale.ROOT)));
    head.addAll(List.of("LAST UPDATE (UTC)", "CERTIFICATES END", "NOTES"));
    return TextTable.of(head, stacks.stream().map(StatusOutput::row).toList());
  }

  private static List<String> row(StackStatus stack) {
    List<String> row = new ArrayList<>();
    row.add(stack.plan().name().text());
    row.add(stack.condition().text());
    row.add(stack.isBuilt() ? drift(stack) : NONE);
    stack.versions().forEach(one -> row.add(version(one)));
    row.add(stack.lastUpdate().map(one -> MINUTE.format(one.time())).orElse(NONE));
    row.add(
        stack.certificates().stream().findFirst().map(one -> DAY.format(one.ends())).orElse(NONE));
    row.add(notes(stack));
    return row;
  }

  private static String drift(StackStatus stack) {
    return stack.drift().map(StatusOutput::findings).orElse("not assessed");
  }

  private static String findings(int number) {
    return switch (number) {
      case 0 -> "none";
      case 1 -> "1 finding";
      default -> number + " findings";
    };
  }

  private static String version(SoftwareVersion version) {
    return version
        .recorded()
        .map(it -> version.isDifferent() ? it + " (file: " + version.file() + ")" : it)
        .orElse("(file: " + version.file() + ")");
  }

  /** Returns one line: messages of other programs have several. */
  private static String notes(StackStatus stack) {
    List<String> notes = stack.notAssessed().stream().map(StatusOutput::oneLine).toList();
    return notes.isEmpty() ? "" : "not assessed: " + String.join("; ", notes);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** Returns the same for programs; a field without a value is absent. */
  static Map<String, Object> document(List<StackStatus> stacks) {
    return Map.of("stacks", stacks.stream().map(StatusOutput::fields).toList());
  }

  private static Map<String, Object> fields(StackStatus stack) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("stack", stack.plan().name().text());
    fields.put("environment", stack.plan().environment().text());
    fields.put("state", stack.condition().text());
    stack.drift().ifPresent(findings -> fields.put("findings", findings));
    Map<String, Object> versions = new LinkedHashMap<>();
    stack.versions().forEach(one -> versions.put(one.software(), fields(one)));
    fields.put("versions", versions);
    stack
        .lastUpdate()
        .ifPresent(
            one ->
                fields.put(
                    "lastUpdate",
                    Map.of(
                        "time",
                        one.time().toString(),
                        "kind",
                        one.kind(),
                        "result",
                        one.result())));
    fields.put("certificates", certificates(stack.certificates()));
    fields.put("notAssessed", stack.notAssessed());
    return fields;
  }

  private static Map<String, Object> fields(SoftwareVersion version) {
    Map<String, Object> fields = new LinkedHashMap<>(Map.of("file", version.file()));
    version.recorded().ifPresent(recorded -> fields.put("recorded", recorded));
    return fields;
  }

  /** Returns each certificate once: a resource and those that depend on it have the same ones. */
  private static List<Map<String, Object>> certificates(List<EndingCertificate> all) {
    Map<List<String>, List<String>> resources = new LinkedHashMap<>();
    for (EndingCertificate one : all) {
      resources
          .computeIfAbsent(List.of(one.subject(), one.ends().toString()), key -> new ArrayList<>())
          .add(one.resource());
    }
    return resources.entrySet().stream()
        .map(
            one ->
                Map.<String, Object>of(
                    "subject", one.getKey().get(0),
                    "ends", one.getKey().get(1),
                    "resources", one.getValue()))
        .toList();
  }

  /** Returns a line for each certificate of a stack that ends soon after {@code now}. */
  static List<String> warnings(StackStatus stack, Instant now) {
    return ExpiringCertificates.soon(stack.certificates(), now)
        .map(
            one ->
                "warning: %s: certificate %s ends %s; nothing renews it"
                    .formatted(stack.plan().name(), one.subject(), one.ends()))
        .distinct()
        .toList();
  }
}
