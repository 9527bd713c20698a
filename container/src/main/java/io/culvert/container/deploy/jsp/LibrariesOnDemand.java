package io.culvert.container.deploy.jsp;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.jasper.JasperException;
import org.apache.jasper.compiler.TldCache;
import org.apache.tomcat.util.descriptor.tld.TaglibXml;
import org.apache.tomcat.util.descriptor.tld.TldResourcePath;

/**
 * Finds tag libraries for Jasper, which asks only when it compiles a page: until then no descriptor
 * has to be read.
 */
final class LibrariesOnDemand extends TldCache {
  private final TagLibraries libraries;

  /**
   * @param context in which pages are compiled
   */
  LibrariesOnDemand(ServletContext context, TagLibraries libraries) {
    super(context, Map.of(), Map.of());
    this.libraries = libraries;
  }

  @Override
  public TldResourcePath getTldResourcePath(String uri) {
    return read().getTldResourcePath(uri);
  }

  @Override
  public TaglibXml getTaglibXml(TldResourcePath path) throws JasperException {
    return read().getTaglibXml(path);
  }

  private TldCache read() {
    try {
      return libraries.read().cache();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // only this page fails, and the next one tries again
    }
  }
}
