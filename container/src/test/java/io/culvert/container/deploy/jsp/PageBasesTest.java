package io.culvert.container.deploy.jsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.Kind;
import io.culvert.container.deploy.jsp.TagLibraries.Found;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.jasper.compiler.TldCache;
import org.apache.tomcat.JarScanner;
import org.jboss.metadata.web.spec.WebMetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageBasesTest {
  private static final String DESCRIPTOR =
      """
      <taglib version="4.0" xmlns="https://jakarta.ee/xml/ns/jakartaee">
      <tlib-version>1</tlib-version><short-name>t</short-name><uri>urn:t</uri>
      <listener><listener-class>shop.First</listener-class></listener>
      <listener><listener-class>shop.Second</listener-class></listener></taglib>
      """;

  @TempDir Path folder;
  private BuildCache cache;
  private Path app;
  private Path descriptor;
  private Path type;

  @BeforeEach
  void applicationWithTagLibrary() throws IOException {
    cache = BuildCache.open(folder.resolve("cache"), InstantSource.system());
    app = folder.resolve("app");
    type = app.resolve("WEB-INF/classes/Item.class");
    Files.createDirectories(type.getParent());
    Files.writeString(type, "one");
    descriptor = app.resolve("WEB-INF/t.tld");
    Files.writeString(descriptor, DESCRIPTOR);
  }

  @AfterEach
  void close() throws IOException {
    cache.close();
  }

  private ServletContext context() {
    DeploymentInfo info =
        new DeploymentInfo()
            .setDeploymentName("/shop")
            .setClassLoader(PageBasesTest.class.getClassLoader())
            .setResourceManager(new PathResourceManager(app));
    ServletContext context = CompilingContext.of(info);
    context.setAttribute(JarScanner.class.getName(), new LibraryScanner(List.of()));
    return context;
  }

  private PageBasis basis(Optional<String> content) throws IOException {
    return basis(content, List.of());
  }

  private PageBasis basis(Optional<String> content, List<String> libraries) throws IOException {
    ServletContext context = context();
    List<Path> classPath = List.of(app.resolve("WEB-INF/classes"));
    boolean editable = content.isEmpty();
    JspApplication application =
        new JspApplication(
            new WebMetaData(), libraries, classPath, folder, content, editable, cache);
    return new PageBases(application, context, new TagLibraries(context)).find();
  }

  @Test
  void tagLibrariesAndClassesAreReadOnceForEachContent() throws Exception {
    PageBasis first = basis(Optional.of("content"));
    String classes = first.classPath().get();
    assertEquals(List.of("shop.First", "shop.Second"), first.listeners());
    assertTrue(first.libraries().contains("urn:t is /WEB-INF/t.tld"), first.libraries());

    Files.delete(descriptor); // whoever wanted to read them would find others now
    Files.delete(type);
    PageBasis second = basis(Optional.of("content"));
    assertEquals(first.listeners(), second.listeners());
    assertEquals(first.libraries(), second.libraries());
    assertEquals(classes, second.classPath().get());
    assertEquals(1, cache.statistics().builds().get(Kind.PAGE_BASIS));

    PageBasis other = basis(Optional.of("other"));
    assertEquals(List.of(), other.listeners());
    assertNotEquals(classes, other.classPath().get());
  }

  @Test
  void jarThatWasNotLookedAtBeforeIsLookedAt() throws Exception {
    basis(Optional.of("content"));
    basis(Optional.of("content"), List.of("tags.jar"));
    assertEquals(2, cache.statistics().builds().get(Kind.PAGE_BASIS));
  }

  @Test
  void applicationThatMayChangeIsLookedAtEachTime() throws Exception {
    PageBasis first = basis(Optional.empty());
    String classes = first.classPath().get();
    assertEquals(List.of("shop.First", "shop.Second"), first.listeners());
    Files.writeString(type, "another");
    assertNotEquals(classes, first.classPath().get());
    Files.delete(descriptor);
    assertEquals(List.of(), basis(Optional.empty()).listeners());
    assertEquals(0, cache.statistics().entries());
  }

  @Test
  void descriptorThatCannotBeReadFailsEachTimeAndNothingIsKept() throws Exception {
    Files.writeString(descriptor, "<taglib>");
    for (int time = 1; time <= 2; time++) {
      IOException e = assertThrows(IOException.class, () -> basis(Optional.of("content")));
      String said = descriptor.toUri().toURL() + ":1: this tag library descriptor cannot be read: ";
      assertTrue(e.getMessage().startsWith(said), e.getMessage());
    }
    assertEquals(0, cache.statistics().entries());
  }

  @Test
  void pageThatIsCompiledFindsItsLibraryThoughTheStartHasReadNone() throws Exception {
    ServletContext context = context();
    TldCache libraries = new LibrariesOnDemand(context, new TagLibraries(context));
    String place = libraries.getTldResourcePath("urn:t").getWebappPath();
    assertEquals("/WEB-INF/t.tld", place);
    assertEquals("t", libraries.getTaglibXml(libraries.getTldResourcePath("urn:t")).getShortName());
  }

  @Test
  void descriptorsThatCouldNotBeReadForOnePageAreReadForTheNext() throws Exception {
    ServletContext context = context();
    TagLibraries read = new TagLibraries(context);
    TldCache libraries = new LibrariesOnDemand(context, read);
    Files.writeString(descriptor, "<taglib>");
    assertThrows(UncheckedIOException.class, () -> libraries.getTldResourcePath("urn:t"));
    Files.writeString(descriptor, DESCRIPTOR);
    assertNotNull(libraries.getTldResourcePath("urn:t"));
    Found known = read.read();
    assertEquals(known, read.read(), "they are read once");
  }
}
