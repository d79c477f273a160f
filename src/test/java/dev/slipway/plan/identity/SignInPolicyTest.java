package dev.slipway.plan.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.TokenCase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The conditions and expressions of the sign-in policy, evaluated for each token of the table. */
class SignInPolicyTest {
  private static final SignInPolicy POLICY =
      SignInPolicy.of(FleetFixture.cluster("staging-osl2").identity());

  static Stream<TokenCase> tokens() {
    return TokenCase.all().stream();
  }

  static Stream<SignInPolicy.Rule> rules() {
    return POLICY.rules().stream();
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void givesTheAnswerOfTheTable(TokenCase token) throws JsonProcessingException {
    Expressions expressions = new Expressions(token.claims());
    Optional<String> failed =
        POLICY.rules().stream()
            .filter(rule -> !expressions.isMet(rule.expression()))
            .map(SignInPolicy.Rule::message)
            .findFirst();
    if (token.answer() instanceof TokenCase.Accepted accepted) {
      assertEquals(Optional.empty(), failed);
      List<String> groups = accepted.roles().stream().map(role -> Role.PREFIX + role).toList();
      assertEquals(groups, expressions.value(POLICY.groups()));
    } else if (token.answer() instanceof TokenCase.Refused refused) {
      // What an API server verifies before it evaluates a condition is tested in the lab.
      refused
          .condition()
          .ifPresent(
              part -> assertTrue(failed.orElse("accepted").contains(part), failed::toString));
    }
  }

  /** Without the condition, one of the table's tokens would be accepted. */
  @ParameterizedTest
  @MethodSource("rules")
  void needsEachCondition(SignInPolicy.Rule rule) throws JsonProcessingException {
    List<String> others =
        POLICY.rules().stream()
            .map(SignInPolicy.Rule::expression)
            .filter(expression -> !expression.equals(rule.expression()))
            .toList();
    boolean isNeeded = false;
    for (TokenCase token : TokenCase.all()) {
      Expressions expressions = new Expressions(token.claims());
      isNeeded |=
          others.stream().allMatch(expressions::isMet) && !expressions.isMet(rule.expression());
    }
    assertTrue(isNeeded, rule.message());
  }

  @Test
  void mapsTheUser() throws JsonProcessingException {
    Expressions expressions = new Expressions(TokenCase.base().toString());
    assertEquals("zitadel:administrator@example.net", expressions.value(POLICY.username()));
    assertEquals("301000000000000101", expressions.value(POLICY.uid()));
  }
}
