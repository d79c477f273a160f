package dev.slipway.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.security.reachability.Flow;
import dev.slipway.plan.security.reachability.TrafficSet;
import dev.slipway.value.Traffic;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortNamesTest {
  @Test
  void everyConstantHasItsName() {
    Set<Traffic> constants =
        Arrays.stream(Traffic.class.getFields())
            .filter(one -> one.getType() == Traffic.class)
            .map(PortNamesTest::value)
            .collect(Collectors.toSet());
    assertEquals(constants, Set.copyOf(PortNames.ALL));
  }

  private static Traffic value(Field constant) {
    try {
      return (Traffic) constant.get(null);
    } catch (IllegalAccessException hidden) {
      throw new AssertionError(hidden);
    }
  }

  @Test
  void namesEachPortOnce() {
    TrafficSet both =
        TrafficSet.union(
            Stream.of(TrafficSet.of(Traffic.HTTPS), TrafficSet.of(Traffic.KUBERNETES_API)));
    List<Flow> flows =
        List.of(
            new Flow("a", "b", both),
            new Flow("b", "c", TrafficSet.of(Traffic.HTTPS)),
            new Flow("c", "d", TrafficSet.ALL));
    assertEquals("tcp 6443 Kubernetes API, tcp 443 HTTPS", PortNames.of(flows));
  }
}
