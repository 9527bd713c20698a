package io.culvert.container.deploy.pages;

import io.culvert.container.buildcache.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** How a step is kept in the build cache: as a list of files to look at, or as classes. */
final class PageEntry {
  private static final String FILES = "files";
  private static final String CLASSES = "classes/";
  private static final String SOURCE = "source/";

  /** No name of a file has it. */
  private static final String END = "\0";

  private PageEntry() {}

  static void writeFiles(Path folder, Collection<String> files) throws IOException {
    Files.writeString(folder.resolve(FILES), String.join(END, files));
  }

  /** The files to look at; none if this is the last step. */
  static List<String> files(Entry entry) throws IOException {
    return entry.digestOf(FILES).isEmpty()
        ? List.of()
        : List.of(Files.readString(entry.folder().resolve(FILES)).split(END));
  }

  /**
   * Keeps what Jasper made.
   *
   * @param source the Java source, which only a developer wants to see
   */
  static void writeClasses(Path folder, ClassFiles made, Collection<String> classes, Path source)
      throws IOException {
    made.copy(classes, folder.resolve(CLASSES));
    if (Files.exists(source)) {
      String name = made.folder().relativize(source).toString();
      made.copy(List.of(name), folder.resolve(SOURCE));
    }
  }

  /**
   * Puts what Jasper had made where it would make it.
   *
   * @param withSource the Java source, too
   */
  static void unpack(Entry entry, Path scratch, boolean withSource) throws IOException {
    for (String kind : withSource ? List.of(CLASSES, SOURCE) : List.of(CLASSES)) {
      List<String> files =
          entry.contents().files().keySet().stream()
              .filter(file -> file.startsWith(kind))
              .map(file -> file.substring(kind.length()))
              .toList();
      new ClassFiles(entry.folder().resolve(kind)).copy(files, scratch);
    }
  }
}
