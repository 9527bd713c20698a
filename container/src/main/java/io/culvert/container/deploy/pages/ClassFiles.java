package io.culvert.container.deploy.pages;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The class files of pages and tag files in the folder that Jasper compiles to.
 *
 * @param folder the root of their packages
 */
record ClassFiles(Path folder) {
  private static final String SUFFIX = ".class";

  /**
   * Deletes the nested classes of a page, of which the next compilation may make fewer; all others
   * are overwritten.
   */
  void deleteNested(Path main) throws IOException {
    for (Path nested : nestedIn(main)) {
      Files.delete(nested);
    }
  }

  /**
   * All a page needs that was compiled by Jasper: its own classes and those of its tag files, and
   * of theirs.
   *
   * @param main the class file of the page
   * @return paths relative to the folder
   * @throws IOException if one of them is missing or broken off, as it is when the disk is full
   */
  NavigableSet<String> neededBy(Path main) throws IOException {
    NavigableSet<String> needed = new TreeSet<>();
    Deque<Path> open = new ArrayDeque<>();
    open.add(main);
    while (!open.isEmpty()) {
      Path file = open.remove();
      if (needed.add(folder.relativize(file).toString())) {
        open.addAll(nestedIn(file));
        addMentioned(file, open);
      }
    }
    return needed;
  }

  private static TreeSet<Path> nestedIn(Path file) throws IOException {
    String name = file.getFileName().toString();
    String prefix = name.substring(0, name.length() - SUFFIX.length()) + "$";
    TreeSet<Path> nested = new TreeSet<>();
    DirectoryStream.Filter<Path> filter =
        each ->
            each.getFileName().toString().startsWith(prefix) && each.toString().endsWith(SUFFIX);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(file.toAbsolutePath().getParent(), filter)) {
      files.forEach(nested::add);
    }
    return nested;
  }

  /** Tag handlers are mentioned as classes, or by name where an instance manager makes them. */
  private void addMentioned(Path file, Deque<Path> open) throws IOException {
    try {
      for (PoolEntry entry : ClassFile.of().parse(Files.readAllBytes(file)).constantPool()) {
        if (entry instanceof Utf8Entry text && isName(text.stringValue())) {
          Path mentioned = folder.resolve(text.stringValue().replace('.', '/') + SUFFIX);
          if (Files.isRegularFile(mentioned)) {
            open.add(mentioned);
          }
        }
      }
    } catch (NoSuchFileException e) {
      throw new IOException(file + " was not written", e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " was not written to its end", e);
    }
  }

  /** Only texts without anything special are names of classes that Jasper makes. */
  private static boolean isName(String text) {
    if (text.isEmpty() || text.length() > 512) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean separates = (c == '.' || c == '/') && i > 0 && text.charAt(i - 1) != c;
      if (!Character.isJavaIdentifierPart(c) && !separates) {
        return false;
      }
    }
    return true;
  }

  /** Copies some of them into another folder, below the same packages. */
  void copy(Iterable<String> files, Path target) throws IOException {
    for (String file : files) {
      Path copy = target.resolve(file);
      Files.createDirectories(copy.toAbsolutePath().getParent());
      Files.copy(folder.resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
