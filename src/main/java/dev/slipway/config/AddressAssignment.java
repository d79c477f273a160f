package dev.slipway.config;

import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.IpAddress;
import dev.slipway.value.NeutronId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * The addresses that Neutron gives a stack, in its stack file, which can be without them. All else
 * of the file is valid.
 */
public final class AddressAssignment {
  private final ComposedFile before;
  private final StackFile stack;
  private ComposedFile file;

  private AddressAssignment(ComposedFile file, StackFile stack) {
    this.before = file;
    this.file = file;
    this.stack = stack;
  }

  /**
   * Reads a stack file.
   *
   * @throws InvalidFleetException with every problem of the file
   */
  public static AddressAssignment of(Path path) {
    ProblemCollector problems = new ProblemCollector();
    StackFile stack =
        new StackReader(problems, AddressKeys.addresses())
            .read(path)
            .orElseThrow(() -> new InvalidFleetException(problems.problems()));
    ComposedFile text = ComposedFile.read(path);
    AddressKeys.withoutValue(text)
        .forEach(key -> problems.add(stack, key, "is null; remove the key, or set a value"));
    if (!problems.problems().isEmpty()) {
      throw new InvalidFleetException(problems.problems());
    }
    return new AddressAssignment(text, stack);
  }

  /** Returns the file; the addresses and ids in it can be null. */
  public StackFile stack() {
    return stack;
  }

  /** Adds the keys of a resource that the file does not have. */
  public void add(AddressKeys keys, IpAddress address, NeutronId id) {
    file = keys.complete(file, address.toString(), id.toString());
  }

  /** Removes the keys of a resource. */
  public void remove(AddressKeys keys) {
    file = keys.remove(file);
  }

  /** Returns the text of the file as it was read. */
  public String textBefore() {
    return before.text();
  }

  /** Returns the text with the changed keys, and otherwise unchanged. */
  public String text() {
    return file.text();
  }

  /**
   * Replaces the file: at every moment it has the former text or the new one.
   *
   * @throws InvalidFleetException if the file cannot be written, or was changed since it was read
   */
  public void write() {
    try {
      Path path = stack.path();
      if (!Files.readString(path).equals(before.text())) {
        throw before.invalid("", "was changed while the command ran; run it again");
      }
      replace(path, StackFolder.fresh(path));
    } catch (IOException unwritable) {
      throw before.invalid("", "cannot be written: %s; run this again".formatted(unwritable));
    }
  }

  /** Writes the text to a file beside the old one, which then gets its permissions and its name. */
  private void replace(Path path, Path fresh) throws IOException {
    Files.writeString(fresh, file.text());
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      Files.setPosixFilePermissions(fresh, view.readAttributes().permissions());
    }
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
  }
}
