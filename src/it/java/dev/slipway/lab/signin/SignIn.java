package dev.slipway.lab.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.document.Json;
import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Toolchain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A sign-in by kubectl, kubelogin and a headless browser.
 *
 * @param pages what each page showed: its title, and the text of elements by their ids
 * @param answers of kubectl; none if the sign-in ended with an error
 */
record SignIn(List<Map<String, String>> pages, List<CommandResult> answers) {
  private static final Path TOOLS = Toolchain.of("kubelogin").folder().resolve("bin");

  /** Signs in for the first of the commands, and runs the others with the same token. */
  static SignIn of(Person person, Path kubeconfig, String... commands) {
    Map<String, Object> input =
        Map.of(
            "issuer", "https://login.example.net",
            "name", person.name(),
            "user", person.user(),
            "kubeconfig", kubeconfig.toString(),
            "passwords", person.passwords(),
            "codes", person.codes(),
            "answer", person.answer(),
            "commands", List.of(commands));
    Path file = Lab.secretFile("person.json", Json.write(input));
    String line = "PATH=%s:$PATH lab/probes/person.py %s".formatted(TOOLS, file);
    String output = Lab.shell(line).orFail("person.py");
    try {
      return new ObjectMapper().readValue(output, SignIn.class);
    } catch (JsonProcessingException invalid) {
      throw new AssertionError(output, invalid);
    }
  }

  List<String> titles() {
    return pages.stream().map(page -> page.get("title")).toList();
  }

  /** Returns the first page with a title. */
  Map<String, String> page(String title) {
    return pages.stream()
        .filter(page -> title.equals(page.get("title")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no page %s: %s".formatted(title, pages)));
  }

  /** Returns the error texts, in the order of the pages. */
  List<String> errors() {
    return pages.stream().filter(page -> page.containsKey("error")).map(SignIn::error).toList();
  }

  private static String error(Map<String, String> page) {
    return page.getOrDefault("error", "");
  }
}
