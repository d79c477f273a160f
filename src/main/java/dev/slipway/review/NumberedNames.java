package dev.slipway.review;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of servers in a short form, with every name. */
final class NumberedNames {
  private static final Pattern NUMBERED = Pattern.compile("(?<prefix>.*-)(?<number>\\d{1,6})");

  private NumberedNames() {}

  /** Returns for example {@code osl2-general-1 to 3, osl2-load-balancer-1}. */
  static String text(List<String> names) {
    List<String> ranges = new ArrayList<>();
    int first = 0;
    while (first < names.size()) {
      int last = first;
      while (last + 1 < names.size() && follows(names.get(last), names.get(last + 1))) {
        last++;
      }
      String range = names.get(first);
      ranges.add(last == first ? range : range + " to " + number(names.get(last)));
      first = last + 1;
    }
    return String.join(", ", ranges);
  }

  private static boolean follows(String name, String next) {
    Matcher one = NUMBERED.matcher(name);
    Matcher two = NUMBERED.matcher(next);
    return one.matches()
        && two.matches()
        && one.group("prefix").equals(two.group("prefix"))
        && Integer.parseInt(two.group("number")) == Integer.parseInt(one.group("number")) + 1;
  }

  private static String number(String name) {
    return name.substring(name.lastIndexOf('-') + 1);
  }
}
