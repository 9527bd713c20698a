package io.culvert.container.deploy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks one WAR, believing nothing it says of itself: names, sizes and checksums are verified as
 * the bytes come out.
 */
final class WarArchive {
  private static final int BUFFER = 64 * 1024;

  private final UnpackLimits limits;
  private final byte[] buffer = new byte[BUFFER];
  private long unpacked;

  WarArchive(UnpackLimits limits) {
    this.limits = limits;
  }

  /**
   * Unpacks {@code zip} into a folder that does not exist yet.
   *
   * @throws DeploymentException if the archive is damaged, hostile or too large
   * @throws IOException if the folder cannot be written
   */
  void unpack(Path zip, Path folder) throws DeploymentException, IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      List<? extends ZipEntry> entries = entriesOf(file);
      refuseLinks(zip);
      EntryNames names = new EntryNames();
      for (ZipEntry entry : entries) {
        names.accept(entry.getName());
      }
      Files.createDirectory(folder);
      for (ZipEntry entry : entries) {
        unpack(file, entry, folder.resolve(entry.getName()));
      }
    } catch (ZipException e) {
      throw new DeploymentException(
          "it is not a WAR, or damaged or incomplete (%s); copy it again".formatted(e.getMessage()),
          e);
    }
  }

  private List<? extends ZipEntry> entriesOf(ZipFile file) throws DeploymentException {
    if (file.size() > limits.entries()) {
      throw new DeploymentException(
          "it has %d entries, %d are allowed".formatted(file.size(), limits.entries()));
    }
    return file.stream().toList();
  }

  private static void refuseLinks(Path zip) throws DeploymentException, IOException {
    Optional<String> link = CentralDirectory.of(zip).symbolicLink();
    if (link.isPresent()) {
      throw new DeploymentException(
          "entry '%s' is a symbolic link; pack the file itself".formatted(link.get()));
    }
  }

  private void unpack(ZipFile file, ZipEntry entry, Path target)
      throws DeploymentException, IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    try (InputStream in = file.getInputStream(entry);
        OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      copy(entry, in, out);
    }
    FileTime modified = entry.getLastModifiedTime();
    if (modified != null) {
      Files.setLastModifiedTime(target, modified);
    }
  }

  private void copy(ZipEntry entry, InputStream in, OutputStream out)
      throws DeploymentException, IOException {
    CRC32 checksum = new CRC32();
    long size = 0;
    for (int n = read(entry, in); n >= 0; n = read(entry, in)) {
      size += n;
      unpacked += n;
      refuseBomb(entry, size);
      checksum.update(buffer, 0, n);
      out.write(buffer, 0, n);
    }
    if (size != entry.getSize() || checksum.getValue() != entry.getCrc()) {
      throw new ZipException("entry '%s' fails its checksum".formatted(entry.getName()));
    }
  }

  private int read(ZipEntry entry, InputStream in) throws IOException {
    try {
      return in.read(buffer);
    } catch (EOFException | ZipException e) {
      ZipException damaged = new ZipException("entry '%s' is damaged".formatted(entry.getName()));
      damaged.initCause(e);
      throw damaged;
    }
  }

  private void refuseBomb(ZipEntry entry, long size) throws DeploymentException {
    if (unpacked > limits.bytes()) {
      throw new DeploymentException(
          "unpacked it is larger than the %d bytes allowed".formatted(limits.bytes()));
    }
    if (limits.isBomb(size, entry.getCompressedSize())) {
      throw new DeploymentException(
          "entry '%s' grows to more than %d times its packed size; it is taken for a bomb"
              .formatted(entry.getName(), limits.ratio()));
    }
  }
}
