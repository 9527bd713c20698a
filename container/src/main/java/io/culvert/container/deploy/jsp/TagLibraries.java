package io.culvert.container.deploy.jsp;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jasper.Constants;
import org.apache.jasper.compiler.TldCache;
import org.apache.jasper.servlet.TldScanner;
import org.apache.tomcat.util.descriptor.tld.TldResourcePath;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The tag libraries of an application (Pages 4.0 §7.3). Their descriptors are read when somebody
 * asks, and once. Any thread.
 */
final class TagLibraries {
  private static final String BLOCK_EXTERNAL = Constants.XML_BLOCK_EXTERNAL_INIT_PARAM;
  private static final String VALIDATE = Constants.XML_VALIDATION_TLD_INIT_PARAM;

  private final ServletContext context;

  /** Guards what was found. Who reads descriptors has it: whoever else asks needs the result. */
  private final ReentrantLock reading = new ReentrantLock();

  private @Nullable Found found;

  /**
   * What was found.
   *
   * @param cache finds them for Jasper
   * @param listeners the classes of listeners that they bring along
   * @param text which URI leads to which library, and which libraries there are, for comparison;
   *     what is in a library is not in it
   */
  record Found(TldCache cache, List<String> listeners, String text) {}

  /** Reads nothing yet. */
  TagLibraries(ServletContext context) {
    this.context = context;
  }

  /**
   * Looks for them.
   *
   * @throws IOException if one cannot be read, or says so; who asks next tries again
   */
  Found read() throws IOException {
    reading.lock();
    try {
      Found known = found;
      if (known == null) {
        known = scan();
        found = known;
      }
      return known;
    } finally {
      reading.unlock();
    }
  }

  private Found scan() throws IOException {
    String block = context.getInitParameter(BLOCK_EXTERNAL);
    TldScanner scanner =
        new TldScanner(
            context,
            true,
            Boolean.parseBoolean(context.getInitParameter(VALIDATE)),
            block == null || Boolean.parseBoolean(block));
    try {
      scanner.scan();
    } catch (SAXParseException e) {
      throw new IOException(
          "%s:%d: this tag library descriptor cannot be read: %s"
              .formatted(e.getSystemId(), e.getLineNumber(), e.getMessage()),
          e);
    } catch (SAXException e) {
      throw new IOException("a tag library descriptor cannot be read: " + e.getMessage(), e);
    }
    TldCache cache =
        new TldCache(
            context, scanner.getUriTldResourcePathMap(), scanner.getTldResourcePathTaglibXmlMap());
    return new Found(cache, List.copyOf(scanner.getListeners()), text(scanner));
  }

  private static String text(TldScanner scanner) {
    Stream<String> uris =
        scanner.getUriTldResourcePathMap().entrySet().stream()
            .map(uri -> uri.getKey() + " is " + place(uri.getValue()));
    Stream<String> all =
        scanner.getTldResourcePathTaglibXmlMap().keySet().stream().map(TagLibraries::place);
    return Stream.concat(uris, all).sorted().collect(Collectors.joining("\n"));
  }

  /** Without the folder the application happens to be in. */
  private static String place(TldResourcePath path) {
    String url = path.getUrl().toString();
    String file = path.getWebappPath() == null ? lastSegment(url) : path.getWebappPath();
    return file + "!" + path.getEntryName();
  }

  private static String lastSegment(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
