package example;

import dev.slipway.config.StackFile;
import dev.slipway.value.Problem;
import java.util.List;

/** The operator's names of datacenters: three letters and a digit. */
final class Names {
  private Names() {}

  static List<Problem> problems(StackFile file) {
    String name = file.config().datacenter().text();
    return name.matches("[a-z]{3}[0-9]")
        ? List.of()
        : List.of(
            file.problem(
                "datacenter",
                "\"%s\" is not a name of a datacenter; expected three letters and a digit, as osl2"
                    .formatted(name)));
  }
}
