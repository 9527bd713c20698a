package io.culvert.container.deploy;

import io.culvert.container.buildcache.Builder;
import io.culvert.container.buildcache.Builds;
import io.culvert.container.buildcache.Entry;
import io.culvert.container.buildcache.Key;
import io.culvert.container.buildcache.Kind;
import io.culvert.container.buildcache.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;
import org.jboss.jandex.IndexWriter;
import org.jboss.jandex.Indexer;

/**
 * Indexes each content once. What there was to say about it is kept, too, and said every time.
 *
 * @param builds keeps the indexes
 * @param remarks what is said
 */
record KeptIndexes(Builds builds, Consumer<String> remarks) implements Indexes {
  /** What indexes depend on beside classes; a jar has other classes for another Java version. */
  static final String VERSION =
      "1 jandex %s java %d"
          .formatted(
              Index.class.getPackage().getImplementationVersion(), Runtime.version().feature());

  private static final String INDEX = "index";
  private static final String REMARKS = "remarks";

  /** Makes an index, and says what is to be said. */
  private interface Making {
    Index make(ClassIndexer indexer) throws DeploymentException;
  }

  /** Reads all that is to be indexed, and says what it is. */
  private interface Digesting {
    String digest() throws IOException;
  }

  @Override
  public Index folder(Path classes) throws DeploymentException {
    if (!Files.isDirectory(classes)) {
      return new Indexer().complete();
    }
    String place = "WEB-INF/classes";
    try {
      return index(place, () -> digest(classes), indexer -> indexer.folder(classes));
    } catch (IOException e) {
      throw unreadable(place, e);
    }
  }

  @Override
  public Index jar(Path jar) throws DeploymentException {
    String place = "WEB-INF/lib/" + jar.getFileName();
    try {
      return index(place, () -> Sha256.of(jar), indexer -> indexer.jar(jar));
    } catch (IOException e) {
      throw unreadable(place, e);
    }
  }

  /** Of the names and contents of the classes. */
  private static String digest(Path classes) throws IOException {
    MessageDigest all = Sha256.digest();
    try (Stream<Path> paths = Files.walk(classes)) {
      for (Path file :
          paths.filter(path -> ClassIndexer.isClass(path.toString())).sorted().toList()) {
        String line = "%s %s\n".formatted(Sha256.of(file), classes.relativize(file));
        all.update(line.getBytes(StandardCharsets.UTF_8));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause(); // a folder that was there a moment ago is gone
    }
    return HexFormat.of().formatHex(all.digest());
  }

  private Index index(String place, Digesting content, Making making)
      throws DeploymentException, IOException {
    String digest = content.digest();
    // remarks name the place, so it belongs to the result
    Key key = Key.of(Kind.CLASS_INDEX, VERSION, place, digest);
    Builder<DeploymentException> builder =
        folder -> {
          build(folder, making);
          // an exploded WAR may be replaced just now, and an index of half of it is kept for ever
          if (!content.digest().equals(digest)) {
            throw new DeploymentException(
                "%s: changes while it is read; deploy it when it is complete".formatted(place));
          }
        };
    Entry entry = builds.entry(key, place, builder);
    Files.readAllLines(entry.folder().resolve(REMARKS)).forEach(remarks);
    try (InputStream in =
        new BufferedInputStream(Files.newInputStream(entry.folder().resolve(INDEX)))) {
      return new IndexReader(in).read();
    }
  }

  private static void build(Path folder, Making making) throws DeploymentException, IOException {
    List<String> said = new ArrayList<>();
    Index index = making.make(new ClassIndexer(line -> said.add(line.replaceAll("\\R", " "))));
    Files.write(folder.resolve(REMARKS), said);
    try (OutputStream out = Files.newOutputStream(folder.resolve(INDEX))) {
      new IndexWriter(out).write(index);
    }
  }

  private static DeploymentException unreadable(String place, IOException e) {
    return new DeploymentException("%s: cannot be indexed: %s".formatted(place, e.getMessage()), e);
  }
}
