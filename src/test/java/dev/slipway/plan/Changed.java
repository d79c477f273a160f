package dev.slipway.plan;

import dev.slipway.plan.security.FleetPlan;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Plans that no stack file gives, since it would be refused. */
public final class Changed {
  private Changed() {}

  /** The shipped fleet with one component of one cluster's changed. */
  public static FleetPlan fleet(String stack, String component, Object value) {
    return new FleetPlan(
        FleetFixture.fleet().clusters().stream()
            .map(one -> one.name().text().equals(stack) ? with(one, component, value) : one)
            .toList());
  }

  /** The same record but for one component. */
  public static <R extends Record> R with(R record, String component, Object value) {
    RecordComponent[] all = record.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(all).map(RecordComponent::getType).toArray(length -> new Class<?>[length]);
    try {
      Object[] values = new Object[all.length];
      for (int i = 0; i < all.length; i++) {
        boolean changed = all[i].getName().equals(component);
        values[i] = changed ? value : all[i].getAccessor().invoke(record);
      }
      @SuppressWarnings("unchecked") // of the record's own class
      R copy = (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
      return copy;
    } catch (ReflectiveOperationException noSuchComponent) {
      throw new LinkageError(component, noSuchComponent);
    }
  }
}
