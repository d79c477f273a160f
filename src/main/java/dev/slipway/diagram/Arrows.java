package dev.slipway.diagram;

import dev.slipway.plan.model.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Combines connections between clusters into arrows. A connection that every cluster of a frame has
 * becomes one arrow of the frame, so that more datacenters do not mean more arrows.
 */
final class Arrows {
  private record Step(String from, String to, String traffic) {
    static final Comparator<Step> ORDER =
        Comparator.comparing(Step::from).thenComparing(Step::to).thenComparing(Step::traffic);
  }

  private final TreeSet<Step> steps = new TreeSet<>(Step.ORDER);

  private Arrows() {}

  static List<Arrow> of(List<Connection> connections, Boxes boxes, List<Box> frames) {
    Arrows arrows = new Arrows();
    for (Connection one : connections) {
      arrows.steps.add(
          new Step(
              boxes.id(one.from(), one.to()),
              boxes.id(one.to(), one.from()),
              one.traffic().toString()));
    }
    arrows.steps.removeIf(step -> step.from().equals(step.to()));
    frames.stream().flatMap(Box::all).forEach(arrows::fold);
    return arrows.merged();
  }

  private void fold(Box frame) {
    Set<String> members = Set.copyOf(frame.clusters());
    if (members.contains(frame.id())) {
      return;
    }
    fold(
        members,
        Step::from,
        step -> !members.contains(step.to()),
        step -> new Step("", step.to(), step.traffic()),
        step -> new Step(frame.id(), step.to(), step.traffic()));
    fold(
        members,
        Step::to,
        step -> !members.contains(step.from()),
        step -> new Step(step.from(), "", step.traffic()),
        step -> new Step(step.from(), frame.id(), step.traffic()));
  }

  private void fold(
      Set<String> members,
      Function<Step, String> end,
      Predicate<Step> leavesFrame,
      Function<Step, Step> withoutMember,
      Function<Step, Step> ofFrame) {
    List<Step> candidates =
        steps.stream()
            .filter(step -> members.contains(end.apply(step)))
            .filter(leavesFrame)
            .toList();
    candidates.stream().collect(Collectors.groupingBy(withoutMember)).values().stream()
        .filter(common -> common.size() == members.size())
        .forEach(
            common -> {
              common.forEach(steps::remove);
              steps.add(ofFrame.apply(common.get(0)));
            });
  }

  private List<Arrow> merged() {
    Map<List<String>, List<String>> lines = new TreeMap<>(Comparator.comparing(List::toString));
    for (Step step : steps) {
      lines
          .computeIfAbsent(List.of(step.from(), step.to()), ends -> new ArrayList<>())
          .add(step.traffic());
    }
    return lines.entrySet().stream()
        .map(one -> new Arrow(one.getKey().get(0), one.getKey().get(1), one.getValue()))
        .toList();
  }
}
