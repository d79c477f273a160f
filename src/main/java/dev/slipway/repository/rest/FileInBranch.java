package dev.slipway.repository.rest;

import dev.slipway.repository.Reading;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A file of which a forge uses the first of several paths. */
public final class FileInBranch {
  private FileInBranch() {}

  /**
   * Returns the content; an empty value if the branch has none of the files.
   *
   * @param branch the description of the branch, which shows that the token may read contents: a
   *     forge hides what a token may not read by the status 404
   */
  public static Reading<Optional<String>> first(
      List<String> paths, Answer branch, Function<String, Answer> file) {
    for (String path : paths) {
      Answer answer = file.apply(path);
      if (answer.isFound()) {
        return Base64Text.of(answer).map(Optional::of);
      }
      if (!answer.isAbsent()) {
        return Reading.unread(answer.reason());
      }
    }
    return branch.document().map(readable -> Optional.empty());
  }
}
