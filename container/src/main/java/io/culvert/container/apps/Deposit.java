package io.culvert.container.apps;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Puts WARs into a {@code webapps} folder, under the names that it reads as their addresses, and
 * takes them out again. Each file appears and disappears as a whole.
 *
 * @param folder made when it is missing
 */
public record Deposit(Path folder) {
  private static final int MOST_SET_ASIDE = 1000;

  /**
   * Puts a copy of a WAR there, in the place of the one that has been there.
   *
   * @return where it is
   * @throws IOException if that is not a WAR or the folder does not take it; the message is for the
   *     operator, and everything is as it was
   */
  public Path put(DeployRequest request) throws IOException {
    requireArchive(request.war());
    AppName name = request.name();
    Path place = name.host().isEmpty() ? folder : folder.resolve(name.host());
    Files.createDirectories(place);
    String file = new WebappName(name.contextPath(), request.version()).warFile();
    Path unfinished = Files.createTempFile(place, "." + file, ".unfinished");
    try {
      Files.copy(request.war(), unfinished, StandardCopyOption.REPLACE_EXISTING);
      return Files.move(unfinished, place.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void requireArchive(Path war) throws IOException {
    try (ZipFile _ = new ZipFile(war.toFile())) {
      // it has a directory, so it is whole
    } catch (ZipException e) {
      throw new ZipException("%s: is no WAR: %s".formatted(war, e.getMessage()));
    }
  }

  /**
   * Takes a WAR out. A file is deleted; an exploded WAR may be all there is of its sources, and is
   * set aside in the same folder under a name that begins with a dot.
   *
   * @return what became of it, in words
   */
  public static String take(Path war) throws IOException {
    if (!Files.isDirectory(war)) {
      Files.deleteIfExists(war);
      return "%s is deleted".formatted(war);
    }
    for (int number = 1; number < MOST_SET_ASIDE; number++) {
      Path aside = war.resolveSibling(".%s.undeployed-%d".formatted(war.getFileName(), number));
      try {
        if (!Files.exists(aside)) {
          Files.move(war, aside);
          return "%s is now %s".formatted(war, aside);
        }
      } catch (FileAlreadyExistsException _) {
        // somebody else has just taken the name
      }
    }
    throw new IOException("%s: too many of its name have been set aside".formatted(war));
  }
}
