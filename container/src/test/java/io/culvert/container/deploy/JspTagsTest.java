package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.servlet.api.ClassIntrospecter;
import io.undertow.servlet.api.InstanceFactory;
import io.undertow.servlet.api.InstanceHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JspTagsTest {
  private static final String SHOUT =
      """
      package tags;
      public class Shout extends jakarta.servlet.jsp.tagext.SimpleTagSupport {
        private String text = "";
        public void setText(String text) { this.text = text; }
        @Override public void doTag() throws java.io.IOException {
          getJspContext().getOut().print(text.toUpperCase(java.util.Locale.ROOT) + "!");
        }
        public static int twice(int n) { return 2 * n; }
      }
      """;

  private static final String POOLED =
      """
      package tags;
      public class Pooled extends jakarta.servlet.jsp.tagext.TagSupport {
        private static final long serialVersionUID = 1L;
        @Override public int doStartTag() throws jakarta.servlet.jsp.JspException {
          try { pageContext.getOut().print("pooled"); return SKIP_BODY; }
          catch (java.io.IOException e) { throw new jakarta.servlet.jsp.JspException(e); }
        }
      }
      """;

  private static final String LISTENER =
      """
      package tags;
      public class Listener implements jakarta.servlet.ServletContextListener {
        @Override public void contextInitialized(jakarta.servlet.ServletContextEvent event) {
          event.getServletContext().setAttribute("heard",
              jakarta.servlet.jsp.JspFactory.getDefaultFactory() != null);
        }
      }
      """;

  private static final String DESCRIPTOR =
      """
      <taglib xmlns="https://jakarta.ee/xml/ns/jakartaee" version="3.0">
      <tlib-version>1.0</tlib-version><short-name>t</short-name><uri>urn:tags</uri>
      <listener><listener-class>tags.Listener</listener-class></listener>
      <tag><name>shout</name><tag-class>tags.Shout</tag-class><body-content>empty</body-content>
      <attribute><name>text</name><required>true</required><rtexprvalue>true</rtexprvalue></attribute></tag>
      <tag><name>pooled</name><tag-class>tags.Pooled</tag-class><body-content>empty</body-content></tag>
      <tag-file><name>box</name><path>%s/box.tag</path></tag-file>
      <function><name>twice</name><function-class>tags.Shout</function-class>
      <function-signature>int twice(int)</function-signature></function>
      </taglib>
      """;

  private static final String BOX =
      "<%@ attribute name=\"color\" %><%@ tag body-content=\"scriptless\" %><box ${color}><jsp:doBody/></box>";

  private static final String PAGE =
      """
      <%@ taglib prefix="t" uri="urn:tags" %>\
      <t:shout text="${param.q}"/> ${t:twice(21)} <t:box color="red">in</t:box> <t:pooled/> ${heard}""";

  private static final String EXPECTED = "HI! 42 <box red>in</box> pooled true";

  @TempDir Path folder;
  private AppFolder app;

  @BeforeEach
  void emptyApplication() {
    app = new AppFolder(folder.resolve("app"));
  }

  @Test
  void tagLibraryOfTheApplication() throws Exception {
    app.javaClass("tags.Shout", SHOUT);
    app.javaClass("tags.Pooled", POOLED);
    app.javaClass("tags.Listener", LISTENER);
    app.file("WEB-INF/some/where/t.tld", DESCRIPTOR.formatted("/WEB-INF/tags"));
    app.file("WEB-INF/tags/box.tag", BOX);
    app.file("page.jsp", PAGE);
    try (RunningPages pages = running()) {
      assertEquals(EXPECTED, pages.text("/page.jsp?q=hi"));
    }
  }

  @Test
  void tagLibraryInJar() throws Exception {
    AppFolder jar = new AppFolder(folder.resolve("jar"));
    jar.libraryClass("tags.Shout", SHOUT);
    jar.libraryClass("tags.Pooled", POOLED);
    jar.libraryClass("tags.Listener", LISTENER);
    jar.file("META-INF/nested/t.tld", DESCRIPTOR.formatted("/META-INF/tags"));
    jar.file("META-INF/tags/box.tag", BOX);
    app.library("tags.jar", jar).file("page.jsp", PAGE);
    try (RunningPages pages = running()) {
      assertEquals(EXPECTED, pages.text("/page.jsp?q=hi"));
    }
  }

  @Test
  void tagFilesInFolderWithoutDescriptor() throws Exception {
    app.file("WEB-INF/tags/ui/box.tag", BOX);
    app.file(
        "page.jsp",
        "<%@ taglib prefix=\"ui\" tagdir=\"/WEB-INF/tags/ui\" %><ui:box color=\"blue\">in</ui:box>");
    try (RunningPages pages = running()) {
      assertEquals("<box blue>in</box>", pages.text("/page.jsp"));
    }
  }

  @Test
  void uriOfTheWebDescriptorIsAnAlias() throws Exception {
    app.javaClass("tags.Shout", SHOUT);
    app.javaClass("tags.Pooled", POOLED);
    app.javaClass("tags.Listener", LISTENER);
    app.file("WEB-INF/tags/box.tag", BOX);
    app.file("WEB-INF/t.tld", DESCRIPTOR.formatted("/WEB-INF/tags"));
    app.file(
        "WEB-INF/web.xml",
        """
        <web-app version="6.1" xmlns="https://jakarta.ee/xml/ns/jakartaee"><jsp-config><taglib>
        <taglib-uri>/alias</taglib-uri><taglib-location>/WEB-INF/t.tld</taglib-location>
        </taglib></jsp-config></web-app>
        """);
    app.file("page.jsp", PAGE.replace("urn:tags", "/alias"));
    try (RunningPages pages = running()) {
      assertEquals(EXPECTED, pages.text("/page.jsp?q=hi"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jakarta.tags.core", "http://java.sun.com/jsp/jstl/core"})
  void standardTagLibraryOfTheServer(String uri) throws Exception {
    app.file(
        "page.jsp",
        """
        <%%@ taglib prefix="c" uri="%s" %%><c:forEach var="i" begin="1" end="3">${i},</c:forEach>\
        <c:set var="x" value="<&>"/><c:out value="${x}"/>\
        <c:if test="${empty param.q}"> empty</c:if>"""
            .formatted(uri));
    try (RunningPages pages = running()) {
      assertEquals("1,2,3,&lt;&amp;&gt; empty", pages.text("/page.jsp"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "jakarta.tags.fmt | <p:setLocale value='en'/><p:formatNumber value='1.5' pattern='0.00'/> | 1.50",
        "jakarta.tags.functions | ${p:toUpperCase('abc')}                                | ABC",
        "jakarta.tags.xml | <p:parse doc='<a><b>x</b></a>' var='d'/><p:out select='$d/a/b'/> | x",
        "http://java.sun.com/jsp/jstl/functions | ${p:length('abc')}                     | 3",
      })
  void otherStandardTagLibraries(String uri, String text, String expected) throws Exception {
    app.file(
        "page.jsp",
        "<%%@ page isELIgnored='false' %%><%%@ taglib prefix='p' uri='%s' %%>%s"
            .formatted(uri, text));
    try (RunningPages pages = running()) {
      assertEquals(expected, pages.text("/page.jsp"));
    }
  }

  @Test
  void applicationsOwnStandardTagLibraryIsUsed() throws Exception {
    AppFolder jar = new AppFolder(folder.resolve("jar"));
    jar.libraryClass(
        "org.apache.taglibs.standard.tag.rt.core.ForEachTag",
        SHOUT
            .replace("package tags", "package org.apache.taglibs.standard.tag.rt.core")
            .replace("Shout", "ForEachTag"));
    jar.file(
        "META-INF/c.tld",
        """
        <taglib xmlns="https://jakarta.ee/xml/ns/jakartaee" version="3.0">
        <tlib-version>1.0</tlib-version><short-name>c</short-name><uri>jakarta.tags.core</uri>
        <tag><name>own</name><tag-class>org.apache.taglibs.standard.tag.rt.core.ForEachTag</tag-class>
        <body-content>empty</body-content></tag></taglib>
        """);
    app.library("jstl.jar", jar);
    app.file("page.jsp", "<%@ taglib prefix='c' uri='jakarta.tags.core' %><c:own/>");
    try (RunningPages pages = running()) {
      assertEquals("!", pages.text("/page.jsp"));
    }
  }

  @Test
  void tagsAreMadeAndReleasedLikeServlets() throws Exception {
    List<String> happened = Collections.synchronizedList(new ArrayList<>());
    app.javaClass("tags.Shout", SHOUT);
    app.javaClass("tags.Pooled", POOLED);
    app.javaClass("tags.Listener", LISTENER);
    app.file("WEB-INF/tags/box.tag", BOX);
    app.file("WEB-INF/t.tld", DESCRIPTOR.formatted("/WEB-INF/tags"));
    app.file("page.jsp", PAGE);
    try (RunningPages pages =
        new RunningPages(
            app,
            folder.resolve("work"),
            info -> info.setClassIntrospecter(new Watching(happened)))) {
      assertEquals(EXPECTED, pages.text("/page.jsp?q=hi"));
      assertTrue(happened.contains("made tags.Shout"), happened.toString());
      assertTrue(happened.contains("released tags.Shout"), happened.toString());
      assertTrue(happened.contains("made tags.Pooled"), happened.toString());
    }
    assertTrue(happened.contains("released tags.Pooled"), happened.toString());
    assertTrue(happened.contains("released org.apache.jsp.page_jsp"), happened.toString());
  }

  private record Watching(List<String> happened) implements ClassIntrospecter {
    @Override
    public <T> InstanceFactory<T> createInstanceFactory(Class<T> type)
        throws NoSuchMethodException {
      var constructor = type.getDeclaredConstructor();
      return () -> {
        try {
          T instance = constructor.newInstance();
          happened.add("made " + type.getName());
          return new Watched<>(instance, happened);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      };
    }
  }

  private record Watched<T>(T instance, List<String> happened) implements InstanceHandle<T> {
    @Override
    public T getInstance() {
      return instance;
    }

    @Override
    public void release() {
      happened.add("released " + instance.getClass().getName());
    }
  }

  private RunningPages running() throws Exception {
    return new RunningPages(app, folder.resolve("work"));
  }
}
