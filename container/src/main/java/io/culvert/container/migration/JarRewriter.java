package io.culvert.container.migration;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites one jar. One in which there is nothing to replace is copied byte by byte, with its
 * signatures; from the others they are left out, since they would no longer be true.
 */
final class JarRewriter {
  private final FileRewriter files;
  private final Tally tally;

  JarRewriter(FileRewriter files, Tally tally) {
    this.files = files;
    this.tally = tally;
  }

  void rewrite(Path from, Path to) throws IOException {
    boolean changed;
    try (ZipFile jar = new ZipFile(from.toFile());
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(to));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED); // it is read once more often than it is stored
      changed = rewrite(jar, zip, from.getFileName().toString());
    } catch (ZipException _) {
      changed = false; // what is no jar is none of ours to judge
    }
    if (changed) {
      tally.addJar();
      Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
    } else {
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private boolean rewrite(ZipFile jar, ZipOutputStream zip, String name) throws IOException {
    boolean changed = false;
    boolean signed = false;
    Set<String> written = new HashSet<>();
    List<? extends ZipEntry> entries = jar.stream().toList();
    for (ZipEntry entry : entries) {
      if (isSignature(entry.getName())) {
        signed = true;
        continue;
      }
      String target = files.nameOf(entry.getName());
      if (written.add(target)) {
        changed |= write(jar, entry, zip, target);
      }
    }
    if (changed && signed) {
      tally.note(
          "WEB-INF/lib/%s: its signature is left out, since it no longer holds".formatted(name));
    }
    return changed;
  }

  /** Returns whether it has become something else. */
  private boolean write(ZipFile jar, ZipEntry entry, ZipOutputStream zip, String target)
      throws IOException {
    ZipEntry copy = new ZipEntry(target);
    if (entry.getLastModifiedTime() != null) {
      copy.setLastModifiedTime(entry.getLastModifiedTime());
    }
    zip.putNextEntry(copy);
    boolean changed = !target.equals(entry.getName());
    if (!entry.isDirectory()) {
      changed |= writeContent(jar, entry, zip);
    }
    zip.closeEntry();
    return changed;
  }

  private boolean writeContent(ZipFile jar, ZipEntry entry, ZipOutputStream zip)
      throws IOException {
    Optional<byte[]> replaced = replaced(jar, entry);
    if (replaced.isPresent()) {
      zip.write(replaced.get());
      return true;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      in.transferTo(zip);
    }
    return false;
  }

  private Optional<byte[]> replaced(ZipFile jar, ZipEntry entry) throws IOException {
    if (!files.concerns(entry.getName())) {
      return Optional.empty();
    }
    try (InputStream in = jar.getInputStream(entry)) {
      Optional<byte[]> content = Content.read(in);
      return content.isEmpty() ? content : files.rewrite(entry.getName(), content.get());
    }
  }

  private static boolean isSignature(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("META-INF/")
        && (upper.endsWith(".SF")
            || upper.endsWith(".RSA")
            || upper.endsWith(".DSA")
            || upper.endsWith(".EC"));
  }
}
