package io.culvert.container.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads one part of a WAR after what it refers to. */
final class PartReader {
  private static final String INITIALIZERS =
      "META-INF/services/javax.servlet.ServletContainerInitializer";

  private final List<String> javax = new ArrayList<>();
  private ServletApi api = ServletApi.NONE;

  private PartReader() {}

  static Part classes(Path folder) throws IOException {
    PartReader reader = new PartReader();
    for (Path file : files(folder)) {
      String name = folder.relativize(file).toString();
      if (isCounted(name)) {
        try (InputStream in = Files.newInputStream(file)) {
          reader.add(name, in, ServletApi::ofClass);
        }
      }
    }
    return reader.part("WEB-INF/classes", false);
  }

  static Part pages(Path root) throws IOException {
    PartReader reader = new PartReader();
    for (Path file : files(root)) {
      if (Content.isPage(file.getFileName().toString())) {
        try (InputStream in = Files.newInputStream(file)) {
          reader.add(root.relativize(file).toString(), in, ServletApi::ofPage);
        }
      }
    }
    return reader.part("pages", false);
  }

  static List<Part> jars(Path lib) throws IOException {
    try {
      return jarsIn(lib).parallelStream().map(PartReader::jar).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  static List<Path> jarsIn(Path lib) throws IOException {
    if (!Files.isDirectory(lib, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(lib)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          .filter(PartReader::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static Part jar(Path jar) {
    PartReader reader = new PartReader();
    String place = "WEB-INF/lib/" + jar.getFileName();
    try (ZipFile file = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : file.stream().toList()) {
        if (isCounted(entry.getName())) {
          try (InputStream in = file.getInputStream(entry)) {
            reader.add(entry.getName(), in, ServletApi::ofClass);
          }
        }
      }
      return reader.part(place, file.getEntry(INITIALIZERS) != null);
    } catch (ZipException _) {
      return new PartReader().part(place, false); // the stage that needs its classes will complain
    } catch (IOException e) {
      throw new UncheckedIOException(place + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isCounted(String name) {
    return Content.isClass(name) && !ServletApi.defines(name);
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(PartReader::isRegularFile).sorted().toList();
    }
  }

  /** What links lead to is not rewritten, nor is it in the digest of a WAR. */
  private static boolean isRegularFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private void add(String name, InputStream in, Function<byte[], ServletApi> meaning)
      throws IOException {
    Optional<byte[]> content = Content.read(in);
    if (content.isEmpty()) {
      return;
    }
    ServletApi found = meaning.apply(content.get());
    api = api.and(found);
    if (found.javax()) {
      javax.add(name);
    }
  }

  private Part part(String place, boolean deaf) {
    return new Part(place, api, List.copyOf(javax), deaf);
  }
}
