package dev.slipway.repository.github;

import dev.slipway.repository.Findings;
import dev.slipway.repository.Reading;
import dev.slipway.repository.RepositorySettings;
import dev.slipway.repository.rest.Answer;
import dev.slipway.repository.rest.Answers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules of the branch, from rulesets and from branch protection. A requirement is satisfied if
 * one of them enforces it, and a bypass counts where the requirements depend on the rules that it
 * concerns.
 */
final class BranchCheck {
  private final RepositorySettings settings;
  private final Findings findings;
  private final List<BranchRules> rules = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private final Set<BranchRules> needed = new LinkedHashSet<>();
  private final String remark;

  private BranchCheck(RepositorySettings settings, Findings findings, String remark) {
    this.settings = settings;
    this.findings = findings;
    this.remark = remark;
  }

  /** Reads the rules and compares them. */
  static void run(Answers api, String path, RepositorySettings settings, Findings findings) {
    Rulesets rulesets = new Rulesets(api, path, settings);
    BranchCheck check = new BranchCheck(settings, findings, rulesets.inactive());
    String branch = path + "/branches/" + settings.branchSegment();
    Answer description = api.get(branch);
    check.add(rulesets.active());
    check.add(ClassicProtection.rules(description, api.get(branch + "/protection")));
    BranchRequirement.of(settings).forEach(check::compare);
    check.compareBypass();
  }

  private void add(Reading<List<BranchRules>> some) {
    some.value().ifPresentOrElse(rules::addAll, () -> unread.add(some.reason()));
  }

  private void compare(BranchRequirement one) {
    Optional<String> weakness = one.weakness().apply(enforced(rule -> true));
    if (weakness.isEmpty()) {
      findings.satisfied(one.requirement(), settings.branch());
      needed.addAll(bypassed(one));
    } else if (unread.isEmpty()) {
      findings.weaker(one.requirement(), settings.branch(), weakness.get() + remark);
    } else {
      findings.notAssessed(
          one.requirement(),
          settings.branch(),
          "what could be read does not require it, and %s".formatted(String.join("; ", unread)));
    }
  }

  /**
   * Returns the rules with a bypass, or with an unread one, on which a requirement depends: those
   * that add to it what the other rules do not enforce.
   */
  private List<BranchRules> bypassed(BranchRequirement one) {
    if (isSatisfied(one, BranchRules::isFirm)) {
      return List.of();
    }
    boolean isSatisfiedByOthers = isSatisfied(one, rule -> !rule.isBypassable());
    Predicate<BranchRules> others =
        isSatisfiedByOthers ? BranchRules::isFirm : rule -> !rule.isBypassable();
    BranchProtection base = enforced(others);
    Optional<String> before = one.weakness().apply(base);
    return rules.stream()
        .filter(rule -> !others.test(rule) && rule.isBypassable() != isSatisfiedByOthers)
        .filter(rule -> !one.weakness().apply(base.and(rule.protection())).equals(before))
        .toList();
  }

  private boolean isSatisfied(BranchRequirement one, Predicate<BranchRules> counted) {
    return one.weakness().apply(enforced(counted)).isEmpty();
  }

  private BranchProtection enforced(Predicate<BranchRules> counted) {
    return rules.stream()
        .filter(counted)
        .map(BranchRules::protection)
        .reduce(BranchProtection.NONE, BranchProtection::and);
  }

  private void compareBypass() {
    for (BranchRules one : needed) {
      findings.compare(
          BranchRequirement.BYPASS,
          one.name(),
          one.bypass(),
          actors -> Optional.of(String.join(", ", actors)));
    }
    if (needed.isEmpty() && !rules.isEmpty()) {
      findings.satisfied(BranchRequirement.BYPASS, settings.branch());
    }
  }
}
