package dev.slipway.plan.security.reachability;

import static dev.slipway.value.Environment.PRODUCTION;
import static dev.slipway.value.Environment.STAGING;
import static dev.slipway.value.Environment.TESTING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.security.reachability.ReachabilityReport.Violation;
import dev.slipway.value.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachabilityReportTest {
  private static final TrafficSet HTTPS = TrafficSet.of(Traffic.HTTPS);

  private final NetworkModelBuilder model =
      new NetworkModelBuilder()
          .host("a", STAGING, "192.0.2.1/32")
          .host("b", PRODUCTION, "192.0.2.2/32")
          .host("c", PRODUCTION, "192.0.2.3/32")
          .out("a", "192.0.2.2/31", HTTPS)
          .in("b", "0.0.0.0/0", HTTPS);

  @Test
  void describesEachHopOfACrossEnvironmentPath() {
    Violation path = single(report().paths());
    assertEquals("a to b", path.title());
    assertEquals("staging reaches production", path.environments());
    assertEquals(
        """
          1. a reaches b by tcp 443
             leaves by E 192.0.2.2/31 tcp 443 of a (because)
             enters by I 0.0.0.0/0 tcp 443 of b (because)\
        """,
        path.description());
    assertEquals(
        List.of("E 192.0.2.2/31 tcp 443", "I 0.0.0.0/0 tcp 443"),
        path.rules().stream().map(matched -> matched.rule().name()).toList());
    assertEquals("a to b:\n" + path.description(), path.toString());
  }

  @Test
  void describesARuleByTheHostsThatItCovers() {
    Violation rule =
        report().rules().stream().filter(one -> one.from().name().equals("a")).findFirst().get();
    assertEquals("a", rule.title());
    assertEquals(
        "E 192.0.2.2/31 tcp 443 of a (because) covers b and 1 more of environment production; only"
            + " its own rules still separate it from staging",
        rule.description());
  }

  @Test
  void filtersByEnvironmentAndByDestination() {
    ReachabilityReport report = report();
    assertEquals(report, report.involving(STAGING));
    assertEquals(new ReachabilityReport(List.of(), List.of()), report.involving(TESTING));
    assertEquals(report.paths(), report.pathsTo(List.of(model.get("b"))));
    assertEquals(List.of(), report.pathsTo(List.of(model.get("c"))));
  }

  private ReachabilityReport report() {
    return ReachabilityReport.of(model.reachability());
  }

  private static Violation single(List<Violation> violations) {
    assertEquals(1, violations.size(), violations.toString());
    return violations.get(0);
  }
}
