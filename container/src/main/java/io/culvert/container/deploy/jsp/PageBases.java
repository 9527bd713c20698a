package io.culvert.container.deploy.jsp;

import io.culvert.container.buildcache.Builder;
import io.culvert.container.buildcache.Entry;
import io.culvert.container.buildcache.Key;
import io.culvert.container.buildcache.Kind;
import io.culvert.container.deploy.jsp.TagLibraries.Found;
import io.culvert.container.deploy.pages.Origin;
import jakarta.servlet.ServletContext;
import jakarta.servlet.descriptor.JspConfigDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jasper.Constants;
import org.apache.jasper.servlet.TldScanner;
import org.jspecify.annotations.Nullable;

/**
 * Finds out once for each content what its pages depend on, so that the next deployment reads three
 * small files instead of every tag library descriptor and every jar. Of an application that may
 * change it is found out each time.
 *
 * @param app the application
 * @param context in which its pages are compiled
 * @param found its tag libraries
 */
record PageBases(JspApplication app, ServletContext context, TagLibraries found) {
  /** To be raised when something else is found in the same files, or is kept differently. */
  private static final String FORMAT = "1";

  private static final String LISTENERS = "listeners";
  private static final String LIBRARIES = "libraries";
  private static final String CLASS_PATH = "class-path";

  /** No name of a class has it. */
  private static final String END = "\0";

  /**
   * As it is now.
   *
   * @throws IOException if something cannot be read
   */
  PageBasis find() throws IOException {
    ClassPathDigest classPath = new ClassPathDigest(app.classPath(), app.editable());
    Optional<String> content = app.content();
    try {
      return content.isPresent() ? kept(content.get(), classPath) : fresh(classPath);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private PageBasis fresh(ClassPathDigest classPath) throws IOException {
    Found now = found.read();
    return new PageBasis(now.listeners(), now.text(), classPath::get);
  }

  /** What is wrong with the application is not told as a failure of the cache. */
  private PageBasis foundOut(ClassPathDigest classPath) {
    try {
      return fresh(classPath);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PageBasis kept(String content, ClassPathDigest classPath) throws IOException {
    Builder<UncheckedIOException> builder = folder -> build(folder, foundOut(classPath));
    Entry entry = app.builds().entry(key(content), context.getServletContextName(), builder);
    String digest = Files.readString(entry.folder().resolve(CLASS_PATH));
    return new PageBasis(
        listeners(entry.folder()),
        Files.readString(entry.folder().resolve(LIBRARIES)),
        () -> digest);
  }

  /**
   * Tag libraries are found in the content, in the server, and by what the descriptor says; where
   * to look for them in the content, others have found out.
   */
  private Key key(String content) {
    return Key.of(
        Kind.PAGE_BASIS,
        FORMAT,
        Origin.of(TldScanner.class),
        LibraryScanner.standard(context.getClassLoader()),
        String.valueOf(context.getInitParameter(Constants.XML_BLOCK_EXTERNAL_INIT_PARAM)),
        String.valueOf(context.getInitParameter(Constants.XML_VALIDATION_TLD_INIT_PARAM)),
        declared(context.getJspConfigDescriptor()),
        String.join("\n", app.libraries()),
        content);
  }

  private static String declared(@Nullable JspConfigDescriptor config) {
    return config == null
        ? ""
        : config.getTaglibs().stream()
            .map(each -> each.getTaglibURI() + " " + each.getTaglibLocation())
            .collect(Collectors.joining("\n"));
  }

  private static void build(Path folder, PageBasis basis) throws IOException {
    Files.writeString(folder.resolve(LISTENERS), String.join(END, basis.listeners()));
    Files.writeString(folder.resolve(LIBRARIES), basis.libraries());
    Files.writeString(folder.resolve(CLASS_PATH), basis.classPath().get());
  }

  private static List<String> listeners(Path folder) throws IOException {
    String text = Files.readString(folder.resolve(LISTENERS));
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(END));
  }
}
