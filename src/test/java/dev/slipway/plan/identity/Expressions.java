package dev.slipway.plan.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** CEL expressions about the claims of one token, with the types that API servers give them. */
final class Expressions {
  private static final Cel CEL =
      CelFactory.standardCelBuilder()
          .addVar("claims", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addCompilerLibraries(CelOptionalLibrary.INSTANCE)
          .addRuntimeLibraries(CelOptionalLibrary.INSTANCE)
          .build();

  /** Programs by expression; compiling one takes longer than its evaluation for all tokens. */
  private static final Map<String, CelRuntime.Program> PROGRAMS = new ConcurrentHashMap<>();

  private final Object claims;

  /** Reads claims as JSON; of a claim that occurs twice the last one counts. */
  Expressions(String claims) throws JsonProcessingException {
    this.claims = typed(new ObjectMapper().readValue(claims, Object.class));
  }

  /** Returns whether the value is true. An error refuses a token too. */
  boolean isMet(String condition) {
    try {
      return evaluate(condition).equals(true);
    } catch (CelEvaluationException error) {
      return false;
    }
  }

  /** Returns the value of an expression that must have one. */
  Object value(String expression) {
    try {
      return evaluate(expression);
    } catch (CelEvaluationException error) {
      throw new AssertionError(expression, error);
    }
  }

  private Object evaluate(String expression) throws CelEvaluationException {
    return PROGRAMS
        .computeIfAbsent(expression, Expressions::program)
        .eval(Map.of("claims", claims));
  }

  private static CelRuntime.Program program(String expression) {
    try {
      return CEL.createProgram(CEL.compile(expression).getAst());
    } catch (CelValidationException | CelEvaluationException invalid) {
      throw new AssertionError(expression, invalid);
    }
  }

  /** API servers read every JSON number as a double. */
  private static Object typed(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof List<?> items) {
      return items.stream().map(Expressions::typed).toList();
    }
    if (value instanceof Map<?, ?> entries) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      entries.forEach((key, entry) -> copy.put(key, typed(entry)));
      return copy;
    }
    return value == null ? NullValue.NULL_VALUE : value;
  }
}
