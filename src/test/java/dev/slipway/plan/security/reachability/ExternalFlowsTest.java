package dev.slipway.plan.security.reachability;

import static dev.slipway.value.Environment.STAGING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.value.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traffic between a host and addresses outside the fleet. */
class ExternalFlowsTest {
  private static final TrafficSet SSH = TrafficSet.ports(6, 22, 22);
  private static final TrafficSet HTTPS = TrafficSet.of(Traffic.HTTPS);

  @Test
  void listsTrafficFromAndToExternalAddresses() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("b", STAGING, "b", List.of("b"), List.of("10.0.0.1/32"), List.of())
            .in("a", "198.51.100.0/28", SSH)
            .in("a", "198.51.100.0/28", HTTPS)
            .in("a", "192.0.2.1/32", SSH)
            .in("b", "0.0.0.0/0", SSH)
            .out("a", "0.0.0.0/0", HTTPS)
            .out("a", "a", SSH);
    Reachability reachability = model.reachability();
    assertEquals(
        List.of("198.51.100.0/28 to a: tcp 22, tcp 443"),
        texts(reachability.fromOutside(model.get("a"))));
    assertEquals(List.of(), reachability.fromOutside(model.get("b")));
    assertEquals(List.of("a to 0.0.0.0/0: tcp 443"), texts(reachability.toOutside(model.get("a"))));
  }

  @Test
  void listsOnlyIpVersionsThatHostHas() {
    NetworkModelBuilder model =
        new NetworkModelBuilder()
            .host("a", STAGING, "192.0.2.1/32")
            .host("b", STAGING, "::/0")
            .in("a", "2001:db8:1::/48", SSH)
            .in("b", "2001:db8:1::/48", SSH);
    assertEquals(List.of(), model.reachability().fromOutside(model.get("a")));
    assertEquals(
        List.of("2001:db8:1::/48 to b: tcp 22"),
        texts(model.reachability().fromOutside(model.get("b"))));
  }

  private static List<String> texts(List<?> found) {
    return found.stream().map(Object::toString).toList();
  }
}
