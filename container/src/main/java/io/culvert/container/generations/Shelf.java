package io.culvert.container.generations;

import io.culvert.container.deploy.DeploymentSpec;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Remembers, beyond the life of the process, what each WAR held: the present and the previous
 * content as copies, and what the operator went back from. Exploded WARs are remembered, but not
 * copied. Several servers may share one shelf; each file appears whole or not at all. Any thread.
 */
final class Shelf {
  private static final Logger LOG = Logger.getLogger(Shelf.class);
  private static final String HISTORY = "history";
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final Set<Path> unreadable = ConcurrentHashMap.newKeySet();

  /**
   * @param folder made when there is something to put into it
   */
  Shelf(Path folder) {
    this.folder = folder;
  }

  /** What is remembered of a WAR; what can't be read is forgotten. */
  History history(DeploymentSpec spec) {
    Properties lines = new Properties();
    try (Reader in = new StringReader(Files.readString(folder(spec).resolve(HISTORY)))) {
      lines.load(in);
      unreadable.remove(folder(spec));
    } catch (NoSuchFileException _) {
      return History.NONE;
    } catch (IOException | IllegalArgumentException e) {
      if (unreadable.add(folder(spec))) { // it is looked at again and again
        LOG.warnf("%s: cannot be read, so there is no going back: %s", folder(spec), e);
      }
    }
    return new History(
        digest(lines, "served"),
        digest(lines, "before"),
        digest(lines, "held-back"),
        digest(lines, "passed-over"));
  }

  private static String digest(Properties lines, String key) {
    String value = lines.getProperty(key, "");
    return DIGEST.matcher(value).matches() ? value : "";
  }

  /**
   * Remembers something else of a WAR.
   *
   * @throws IOException if the disk does not take it
   */
  void remember(DeploymentSpec spec, History history) throws IOException {
    String text =
        """
        # %s
        served=%s
        before=%s
        held-back=%s
        passed-over=%s
        """
            .formatted(
                spec.displayName(),
                history.served(),
                history.before(),
                history.heldBack(),
                history.passedOver());
    new WholeFiles(Files.createDirectories(folder(spec)))
        .put(
            out -> {
              out.write(text.getBytes(StandardCharsets.UTF_8));
              return Optional.of(HISTORY);
            });
  }

  /** The copy of a content, if there is one. */
  Optional<Path> copy(DeploymentSpec spec, String digest) {
    return Optional.of(folder(spec).resolve(digest + ".war"))
        .filter(file -> !digest.isEmpty() && Files.isRegularFile(file));
  }

  /**
   * Remembers and copies the content that is served now, and forgets the copies that nobody can go
   * back to.
   *
   * @throws IOException if the disk does not take it
   */
  void keep(Content content) throws IOException {
    DeploymentSpec spec = content.spec();
    History before = history(spec);
    History history = before.started(content.digest());
    if (!history.equals(before)) {
      remember(spec, history);
    }
    if (!Files.isRegularFile(spec.content())) {
      return;
    }
    Path target = Files.createDirectories(folder(spec));
    WholeFiles files = new WholeFiles(target);
    if (copy(spec, content.digest()).isEmpty()) {
      copy(content, files);
    }
    files.tidy();
    tidy(target, List.of(content.digest(), history.served(), history.before()));
  }

  private static void copy(Content content, WholeFiles files) throws IOException {
    files.put(
        out -> {
          String copied = Digest.copying(content.spec().content(), out);
          boolean isStillThere = copied.equals(content.digest());
          return isStillThere ? Optional.of(copied + ".war") : Optional.empty();
        });
  }

  private static void tidy(Path folder, List<String> needed) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.war")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!needed.contains(name.substring(0, name.length() - ".war".length()))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private Path folder(DeploymentSpec spec) {
    String readable = spec.displayName().replaceAll("[^A-Za-z0-9.-]", "_");
    String exact = Digest.ofText(spec.displayName() + " " + spec.war().toAbsolutePath());
    return folder.resolve(
        readable.substring(0, Math.min(40, readable.length())) + "-" + exact.substring(0, 16));
  }
}
