package dev.slipway.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Copies of a record with one component changed. */
public final class RecordCopy {
  private RecordCopy() {}

  /** Returns a copy in which this component has this value. */
  public static <R extends Record> R with(R original, String component, Object value) {
    RecordComponent[] all = original.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(all).map(RecordComponent::getType).toArray(length -> new Class<?>[length]);
    if (Arrays.stream(all).noneMatch(one -> one.getName().equals(component))) {
      throw new IllegalArgumentException(original.getClass() + " has no component " + component);
    }
    try {
      Object[] values = new Object[all.length];
      for (int i = 0; i < all.length; i++) {
        boolean changed = all[i].getName().equals(component);
        values[i] = changed ? value : all[i].getAccessor().invoke(original);
      }
      @SuppressWarnings("unchecked") // The constructor is the one of the record's own class.
      R copy = (R) original.getClass().getDeclaredConstructor(types).newInstance(values);
      return copy;
    } catch (InvocationTargetException refused) {
      throw new IllegalArgumentException(component + ": " + refused.getCause(), refused);
    } catch (ReflectiveOperationException inaccessible) {
      throw new LinkageError(component, inaccessible);
    }
  }
}
