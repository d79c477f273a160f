package dev.slipway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests the known name that is nearest to a misspelled one. */
final class DidYouMean {
  /** Names with more edits than this are too different to be a misspelling. */
  private static final int MAX_EDITS = 3;

  private DidYouMean() {}

  /** Returns {@code ; did you mean "NAME"?}, or an empty text if no known name is near. */
  static String suggestion(String given, Collection<String> known) {
    String lower = given.toLowerCase(Locale.ROOT);
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(name -> distance.apply(lower, name.toLowerCase(Locale.ROOT))))
        .filter(name -> distance.apply(lower, name.toLowerCase(Locale.ROOT)) <= MAX_EDITS)
        .map(name -> "; did you mean \"" + name + "\"?")
        .orElse("");
  }
}
