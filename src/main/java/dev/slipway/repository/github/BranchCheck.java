package dev.slipway.repository.github;

import dev.slipway.repository.Findings;
import dev.slipway.repository.Reading;
import dev.slipway.repository.RepositorySettings;
import dev.slipway.repository.Requirement;
import dev.slipway.repository.rest.Answer;
import dev.slipway.repository.rest.Answers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules of a branch, from rulesets and from branch protection. A requirement is satisfied if
 * one of them enforces it, and a bypass counts where the requirements depend on the rules that it
 * concerns.
 */
final class BranchCheck {
  private final String branch;
  private final Requirement bypass;
  private final Findings findings;
  private final List<BranchRules> rules = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private final Set<BranchRules> needed = new LinkedHashSet<>();
  private final String remark;

  private BranchCheck(String branch, Requirement bypass, Findings findings, String remark) {
    this.branch = branch;
    this.bypass = bypass;
    this.findings = findings;
    this.remark = remark;
  }

  /** Reads the rules of the branch, and of the one with the record, and compares them. */
  static void run(Answers api, String path, RepositorySettings settings, Findings findings) {
    String branch = settings.branch();
    Rulesets rulesets = new Rulesets(api, path, branch);
    new BranchCheck(branch, BranchRequirement.BYPASS, findings, rulesets.inactive())
        .run(api, path, rulesets, BranchRequirement.of(settings));
    String record = RepositorySettings.RECORD_BRANCH;
    Rulesets ofRecord = new Rulesets(api, path, record);
    new BranchCheck(record, RecordRequirement.BYPASS, findings, ofRecord.inactive())
        .run(api, path, ofRecord, RecordRequirement.all());
  }

  private void run(
      Answers api, String path, Rulesets rulesets, List<BranchRequirement> requirements) {
    String url = path + "/branches/" + RepositorySettings.segment(branch);
    Answer description = api.get(url);
    add(rulesets.active());
    add(ClassicProtection.rules(CheckSource.of(api), description, api.get(url + "/protection")));
    requirements.forEach(this::compare);
    compareBypass();
  }

  private void add(Reading<List<BranchRules>> some) {
    some.value().ifPresentOrElse(rules::addAll, () -> unread.add(some.reason()));
  }

  private void compare(BranchRequirement one) {
    Optional<String> weakness = one.weakness().apply(enforced(rule -> true));
    if (weakness.isEmpty()) {
      findings.satisfied(one.requirement(), branch);
      needed.addAll(bypassed(one));
    } else if (unread.isEmpty()) {
      findings.weaker(one.requirement(), branch, weakness.get() + remark);
    } else {
      findings.notAssessed(
          one.requirement(),
          branch,
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
          bypass, one.name(), one.bypass(), actors -> Optional.of(String.join(", ", actors)));
    }
    if (needed.isEmpty() && !rules.isEmpty()) {
      findings.satisfied(bypass, branch);
    }
  }
}
