package io.culvert.container.identity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.tomlj.Toml;

/**
 * Changes a file of users, table by table, so that comments and the order stay. The file is
 * replaced as a whole, and only its owner may read a new one. One process at a time.
 */
public final class UserFileEdit implements AutoCloseable {
  private static final Set<PosixFilePermission> SECRET =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;
  private final FileChannel lockFile;
  private final FileLock lock;

  private UserFileEdit(Path file, FileChannel lockFile, FileLock lock) {
    this.file = file;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Begins to change a file, which need not be there. Waits for others who are changing it.
   *
   * @throws IOException if its folder cannot be written to
   */
  public static UserFileEdit begin(Path file) throws IOException {
    Path lockPath = file.resolveSibling("." + file.getFileName() + ".lock");
    FileChannel lockFile =
        FileChannel.open(
            lockPath,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(SECRET));
    try {
      return new UserFileEdit(file, lockFile, lockFile.lock());
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  /**
   * All users of a file, which need not be there.
   *
   * @throws IOException if it is wrong; the message is for the operator
   */
  public static List<User> users(Path file) throws IOException {
    return UserFile.read(file).users();
  }

  /**
   * All users as they are now.
   *
   * @throws IOException if the file is wrong; the message is for the operator
   */
  public List<User> users() throws IOException {
    return users(file);
  }

  /** Adds a user, or replaces the one of this name. */
  public void put(User user) throws IOException {
    List<String> lines = lines();
    Optional<UserFile.Block> block =
        UserFile.parse(file, text(lines)).block(user.identity().name());
    if (block.isPresent()) {
      block.get().in(lines).clear();
      lines.addAll(block.get().start(), written(user));
    } else {
      if (!lines.isEmpty() && !lines.getLast().isBlank()) {
        lines.add("");
      }
      lines.addAll(written(user));
    }
    save(lines);
  }

  /** Takes a user away; returns whether there was one. */
  public boolean remove(String name) throws IOException {
    List<String> lines = lines();
    Optional<UserFile.Block> block = UserFile.parse(file, text(lines)).block(name);
    if (block.isEmpty()) {
      return false;
    }
    block.get().in(lines).clear();
    save(lines);
    return true;
  }

  private List<String> lines() throws IOException {
    try {
      return new ArrayList<>(Files.readAllLines(file));
    } catch (NoSuchFileException _) {
      return new ArrayList<>(
          List.of("# Who may log in to applications; written by 'culvert user'. Keep it secret."));
    }
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static List<String> written(User user) {
    List<String> lines = new ArrayList<>();
    lines.add("[" + quoted(user.identity().name()) + "]");
    user.password().ifPresent(hash -> lines.add("password = " + quoted(hash.text())));
    lines.add("roles = " + list(user.identity().roles().stream().sorted().toList()));
    if (!user.digests().isEmpty()) {
      lines.add("digest = " + list(user.digests().stream().map(DigestSecret::text).toList()));
    }
    if (!user.certificates().isEmpty()) {
      lines.add(
          "certificates = "
              + list(user.certificates().stream().map(X500Principal::getName).toList()));
    }
    return lines;
  }

  private static String quoted(String text) {
    return "\"" + Toml.tomlEscape(text) + "\"";
  }

  private static String list(List<String> items) {
    return items.stream().map(UserFileEdit::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private void save(List<String> lines) throws IOException {
    String text = text(lines);
    UserFile.parse(file, text);
    Path made =
        Files.createTempFile(
            Objects.requireNonNull(file.toAbsolutePath().getParent()),
            ".users",
            ".tmp",
            PosixFilePermissions.asFileAttribute(SECRET));
    try {
      Files.writeString(made, text);
      if (Files.exists(file)) {
        takeAccess(made);
      }
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  /** The server may run as somebody else than whoever changes the file. */
  private void takeAccess(Path made) throws IOException {
    PosixFileAttributes old = Files.readAttributes(file, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(made, PosixFileAttributeView.class);
    if (!old.owner().equals(Files.getOwner(made))) {
      view.setOwner(old.owner());
    }
    if (!old.group().equals(view.readAttributes().group())) {
      view.setGroup(old.group());
    }
    if (old.permissions().contains(PosixFilePermission.GROUP_READ)) {
      view.setPermissions(PosixFilePermissions.fromString("rw-r-----"));
    }
  }

  @Override
  public void close() throws IOException {
    try (lockFile) {
      lock.release();
    }
  }
}
