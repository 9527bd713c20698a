package io.culvert.container.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Unpacks {@code META-INF/resources} of a jar (Servlet 6.1 §4.6), so that its files can be sent,
 * resumed and mapped as any other.
 *
 * @param maxFiles how many files one jar may have there
 * @param maxBytes how many bytes they may have together when unpacked
 */
public record JarResources(int maxFiles, long maxBytes) {
  private static final String PREFIX = "META-INF/resources/";

  /** Bounds that no honest jar reaches: 100,000 files and 2 GiB. */
  public static final JarResources BOUNDED = new JarResources(100_000, 2L << 30);

  /**
   * Unpacks one jar.
   *
   * @param folder is made, if the jar has any such file
   * @return the folder, or empty if it has none
   * @throws IOException if the jar cannot be read, exceeds the bounds, or has names that lead out
   *     of the folder
   */
  public Optional<Path> unpack(Path jar, Path folder) throws IOException {
    int files = 0;
    long left = maxBytes;
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      for (JarEntry entry : file.stream().toList()) {
        if (entry.isDirectory() || !entry.getName().startsWith(PREFIX)) {
          continue;
        }
        if (++files > maxFiles) {
          throw new IOException("%s: more than %d files in %s".formatted(jar, maxFiles, PREFIX));
        }
        try (InputStream in = file.getInputStream(entry)) {
          left = copy(in, target(jar, folder, entry), entry, left);
        }
      }
    }
    return files == 0 ? Optional.empty() : Optional.of(folder);
  }

  private static Path target(Path jar, Path folder, JarEntry entry) throws IOException {
    String name = entry.getName().substring(PREFIX.length());
    try {
      Path target = folder.resolve(name).normalize();
      if (!name.startsWith("/") && target.startsWith(folder) && !target.equals(folder)) {
        return target;
      }
    } catch (InvalidPathException _) {
      // said below
    }
    throw new IOException("%s: entry '%s' leads out of its folder".formatted(jar, entry.getName()));
  }

  private long copy(InputStream in, Path target, JarEntry entry, long left) throws IOException {
    Files.createDirectories(target.getParent());
    byte[] buffer = new byte[64 << 10];
    long remaining = left;
    try (OutputStream out = Files.newOutputStream(target)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        remaining -= n;
        if (remaining < 0) {
          throw new IOException(
              "entry '%s': more than %d bytes".formatted(entry.getName(), maxBytes));
        }
        out.write(buffer, 0, n);
      }
    }
    if (entry.getTime() >= 0) {
      // the same file of the same jar keeps its entity tag over deployments
      Files.setLastModifiedTime(target, FileTime.fromMillis(entry.getTime()));
    }
    return remaining;
  }
}
