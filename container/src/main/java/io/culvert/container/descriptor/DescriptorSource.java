package io.culvert.container.descriptor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The text of one descriptor, at most 8 MiB of XML. */
public final class DescriptorSource {
  /** The longest descriptor that is read; the largest ones seen in the wild are below 1 MiB. */
  static final int MAX_BYTES = 8 << 20;

  private static final String WEB = "WEB-INF/web.xml";
  private static final String FRAGMENT = "META-INF/web-fragment.xml";

  private final String name;
  private final byte[] content;

  /**
   * Takes a text that was read already.
   *
   * @param name how error messages call it, for example {@code WEB-INF/web.xml} or {@code
   *     WEB-INF/lib/a.jar!/META-INF/web-fragment.xml}
   * @param content the XML; not copied
   */
  public DescriptorSource(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  String name() {
    return name;
  }

  InputStream open() {
    return new ByteArrayInputStream(content);
  }

  /**
   * Reads {@code WEB-INF/web.xml} of an application.
   *
   * @param war a folder or a file
   * @return empty if there is none, which Servlet 6.1 §10.13 allows
   */
  public static Optional<DescriptorSource> webXml(Path war) throws DescriptorException {
    return Files.isDirectory(war) ? file(war, WEB) : packed(war, WEB, WEB);
  }

  /** Reads {@code WEB-INF/jboss-web.xml} of an exploded application, if it has one. */
  public static Optional<DescriptorSource> jbossWeb(Path root) throws DescriptorException {
    return file(root, "WEB-INF/jboss-web.xml");
  }

  /** Reads Tomcat's {@code META-INF/context.xml} of an exploded application, if it has one. */
  public static Optional<DescriptorSource> contextXml(Path root) throws DescriptorException {
    return file(root, "META-INF/context.xml");
  }

  private static Optional<DescriptorSource> file(Path root, String name)
      throws DescriptorException {
    Path file = root.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(read(name, in));
    } catch (IOException e) {
      throw new DescriptorException(name, "cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads {@code META-INF/web-fragment.xml} of a jar in {@code WEB-INF/lib}, if it has one. */
  public static Optional<DescriptorSource> fragment(Path jar) throws DescriptorException {
    return packed(jar, FRAGMENT, "WEB-INF/lib/" + jar.getFileName() + "!/" + FRAGMENT);
  }

  private static Optional<DescriptorSource> packed(Path archive, String path, String name)
      throws DescriptorException {
    try (JarFile file = new JarFile(archive.toFile(), false)) {
      ZipEntry entry = file.getEntry(path);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream in = file.getInputStream(entry)) {
        return Optional.of(read(name, in));
      }
    } catch (IOException e) {
      throw new DescriptorException(name, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static DescriptorSource read(String name, InputStream in)
      throws IOException, DescriptorException {
    byte[] content = in.readNBytes(MAX_BYTES + 1);
    if (content.length > MAX_BYTES) {
      throw new DescriptorException(name, "is larger than %d MiB".formatted(MAX_BYTES >> 20));
    }
    return new DescriptorSource(name, content);
  }
}
