package dev.slipway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** "did you mean …?" for names that are nearly right. */
final class DidYouMean {
  /** More edits than this make another word. */
  private static final int FARTHEST = 3;

  private DidYouMean() {}

  /** A question with the nearest of {@code known}, or an empty text. */
  static String suggestion(String given, Collection<String> known) {
    String lower = given.toLowerCase(Locale.ROOT);
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(name -> distance.apply(lower, name.toLowerCase(Locale.ROOT))))
        .filter(name -> distance.apply(lower, name.toLowerCase(Locale.ROOT)) <= FARTHEST)
        .map(name -> "; did you mean \"" + name + "\"?")
        .orElse("");
  }
}
