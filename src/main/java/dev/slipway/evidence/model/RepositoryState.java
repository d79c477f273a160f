package dev.slipway.evidence.model;

import java.time.Instant;
import java.util.List;

/**
 * The settings of the repository with the stack files, as {@code slipway repository check} wrote
 * them.
 *
 * @param text the content of the file, unchanged
 * @param name the repository and its forge
 * @param readAt when the forge was read
 * @param weakenings settings that are weaker than required
 * @param notAssessed settings that could not be read
 * @param satisfied number of settings that are as required
 */
public record RepositoryState(
    String text,
    String name,
    Instant readAt,
    List<Setting> weakenings,
    List<Setting> notAssessed,
    int satisfied) {

  /** Copies the lists. */
  public RepositoryState {
    weakenings = List.copyOf(weakenings);
    notAssessed = List.copyOf(notAssessed);
  }

  /**
   * A setting.
   *
   * @param finding what is wrong, or why it could not be read
   * @param controls numbers of the controls that it belongs to
   */
  public record Setting(String finding, List<String> controls) {

    /** Copies the list. */
    public Setting {
      controls = List.copyOf(controls);
    }
  }
}
