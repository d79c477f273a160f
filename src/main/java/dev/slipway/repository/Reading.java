package dev.slipway.repository;

import java.util.Optional;
import java.util.function.Function;

/**
 * A value of a forge, or the reason why it could not be read.
 *
 * @param value empty if it could not be read
 * @param reason empty if it was read
 */
public record Reading<T>(Optional<T> value, String reason) {
  /** Returns a value that was read. */
  public static <T> Reading<T> of(T value) {
    return new Reading<>(Optional.of(value), "");
  }

  /** Returns the reason why a value could not be read. */
  public static <T> Reading<T> unread(String reason) {
    return new Reading<>(Optional.empty(), reason);
  }

  /** Returns the result of a function of the value, or the same reason. */
  public <R> Reading<R> flatMap(Function<T, Reading<R>> function) {
    return value.map(function).orElseGet(() -> unread(reason));
  }

  /** Returns the result of a function of the value, or the same reason. */
  public <R> Reading<R> map(Function<T, R> function) {
    return flatMap(one -> of(function.apply(one)));
  }
}
