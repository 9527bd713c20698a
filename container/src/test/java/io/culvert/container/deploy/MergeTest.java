package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.servlet.api.ServletInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jboss.metadata.web.spec.WebMetaData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** web.xml, fragments and annotations become one descriptor (Servlet 6.1 §8.2). */
class MergeTest {
  private static final String SERVLET =
      """
      package app;
      import jakarta.servlet.annotation.*;
      import jakarta.servlet.http.*;
      @WebServlet(name = "s", urlPatterns = "/annotated", loadOnStartup = 3, asyncSupported = true,
          initParams = {@WebInitParam(name = "a", value = "1"), @WebInitParam(name = "b", value = "2")})
      @MultipartConfig(location = "up", maxFileSize = 10, maxRequestSize = 20, fileSizeThreshold = 5)
      public class S extends HttpServlet {}
      """;

  @TempDir Path temp;
  private WarFolder war;
  private final List<String> remarks = new ArrayList<>();

  @BeforeEach
  void emptyWar() throws IOException {
    war = new WarFolder(temp.resolve("app"));
  }

  @Test
  void webXmlWinsOverTheAnnotationAndTheRestStays() throws Exception {
    war.classes(SERVLET)
        .webXml(
            """
            <servlet><servlet-name>s</servlet-name>
              <init-param><param-name>a</param-name><param-value>9</param-value></init-param>
              <multipart-config><max-file-size>99</max-file-size></multipart-config>
            </servlet>
            <servlet-mapping><servlet-name>s</servlet-name><url-pattern>/xml</url-pattern></servlet-mapping>
            """);
    var servlet = merged().getServlets().get("s");
    assertEquals("app.S", servlet.getServletClass());
    assertEquals(3, servlet.getLoadOnStartupInt());
    assertTrue(servlet.isAsyncSupported());
    assertEquals(99, servlet.getMultipartConfig().getMaxFileSize());
    assertEquals("a=9 b=2", params(servlet.getInitParam()));
    assertEquals(List.of("/xml"), merged().getServletMappings().getFirst().getUrlPatterns());
  }

  @Test
  void fragmentWinsOverTheAnnotationsOfItsOwnJar() throws Exception {
    war.jar("a.jar")
        .classes(SERVLET)
        .fragment(
            "<servlet><servlet-name>s</servlet-name><init-param><param-name>a</param-name>"
                + "<param-value>f</param-value></init-param></servlet>")
        .done();
    assertEquals("a=f b=2", params(merged().getServlets().get("s").getInitParam()));
  }

  @Test
  void completeFragmentSilencesTheAnnotationsOfItsJarOnly() throws Exception {
    war.jar("a.jar")
        .classes(SERVLET)
        .file(
            "META-INF/web-fragment.xml",
            "<web-fragment version='6.1' metadata-complete='true'><name>a</name></web-fragment>")
        .done()
        .jar("b.jar")
        .classes(SERVLET.replace("package app", "package other").replace("\"s\"", "\"t\""))
        .done();
    assertEquals(List.of("t"), names());
  }

  @Test
  void twoFragmentsThatDisagreeFailWithTheJarsName() throws Exception {
    disagreement();
    Failure failure = Failure.of(this::merged);
    failure.at("WEB-INF/lib/b.jar");
  }

  @Test
  void webXmlSettlesADisagreementOfFragments() throws Exception {
    disagreement();
    war.webXml(
        "<context-param><param-name>p</param-name><param-value>w</param-value></context-param>");
    assertEquals("p=w", params(merged().getContextParams()));
  }

  @Test
  void fragmentsThatDisagreeAboutAServletTheyShareFail() throws Exception {
    for (String jar : List.of("a", "b")) {
      war.jar(jar + ".jar")
          .fragment(
              "<servlet><servlet-name>s</servlet-name><servlet-class>x.Y</servlet-class><init-param>"
                  + "<param-name>p</param-name><param-value>%s</param-value></init-param></servlet>"
                      .formatted(jar))
          .done();
    }
    Failure failure = Failure.of(this::merged);
    failure.saying("contradicts");
  }

  @Test
  void completeWebXmlIgnoresFragmentsEvenBrokenOnes() throws Exception {
    war.jar("a.jar").classes(SERVLET).file("META-INF/web-fragment.xml", "<broken").done();
    war.file("WEB-INF/web.xml", "<web-app version='6.1' metadata-complete='true'/>");
    assertEquals(List.of(), names());
  }

  @Test
  void brokenFragmentIsReportedWithJarAndLine() throws Exception {
    war.jar("a.jar").fragment("<servlet><oops/></servlet>").done();
    Failure failure = Failure.of(this::merged);
    failure.at("WEB-INF/lib/a.jar!/META-INF/web-fragment.xml:2");
  }

  @Test
  void excludedJarAddsNoServletButItsClassKeepsItsMultipartAnnotation() throws Exception {
    war.jar("a.jar")
        .classes(SERVLET)
        .fragment("<name>a</name>")
        .done()
        .webXml(
            """
            <absolute-ordering/>
            <servlet><servlet-name>mine</servlet-name><servlet-class>app.S</servlet-class></servlet>
            """);
    assertEquals(List.of("mine"), names());
    Assembled assembled = Served.assemble(war, AppDefaults.STANDARD, remarks);
    var multipart = servlet(assembled, "mine").getMultipartConfig();
    assertEquals(10, multipart.getMaxFileSize());
    assertEquals(5, multipart.getFileSizeThreshold());
  }

  @Test
  void urlPatternOfTwoAnnotatedServletsFails() throws Exception {
    war.classes(SERVLET, SERVLET.replace("class S", "class T").replace("\"s\"", "\"t\""));
    Failure failure = Failure.of(this::merged);
    failure.saying("'/annotated'");
  }

  @Test
  void urlPatternThatWebXmlGivesAwayIsLostByTheAnnotation() throws Exception {
    war.classes(SERVLET, SERVLET.replace("class S", "class T").replace("\"s\"", "\"t\""))
        .webXml(
            "<servlet-mapping><servlet-name>t</servlet-name><url-pattern>/annotated</url-pattern></servlet-mapping>");
    Assembled assembled = Served.assemble(war, AppDefaults.STANDARD, remarks);
    assertEquals(List.of(), servlet(assembled, "s").getMappings());
    assertEquals(List.of("/annotated"), servlet(assembled, "t").getMappings());
  }

  @Test
  void annotationErrorsNameTheClass() throws Exception {
    war.classes(SERVLET.replace("urlPatterns = \"/annotated\", ", ""));
    Failure failure = Failure.of(this::merged);
    failure.at("WEB-INF/classes, class app.S");
  }

  @Test
  void jarsFollowTheOrderOfTheirFragments() throws Exception {
    war.jar("a.jar").fragment("<name>a</name><ordering><after><others/></after></ordering>").done();
    war.jar("b.jar").file("x", "").done();
    war.jar("c.jar")
        .fragment("<name>c</name><ordering><before><name>a</name></before></ordering>")
        .done();
    var order = Served.describe(war, (spec, line) -> remarks.add(line)).orderedJars();
    assertEquals(
        List.of("b.jar", "c.jar", "a.jar"), order.stream().map(LibraryJar::fileName).toList());
  }

  private void disagreement() throws IOException {
    for (String jar : List.of("a", "b")) {
      war.jar(jar + ".jar")
          .fragment(
              "<context-param><param-name>p</param-name><param-value>%s</param-value></context-param>"
                  .formatted(jar))
          .done();
    }
  }

  private WebMetaData merged() throws Exception {
    return Served.describe(war, (spec, line) -> remarks.add(line)).descriptor();
  }

  private static ServletInfo servlet(Assembled assembled, String name) {
    return Objects.requireNonNull(assembled.info().getServlets().get(name));
  }

  private List<String> names() throws Exception {
    List<String> names = new ArrayList<>();
    for (var servlet : Given.all(merged().getServlets())) {
      names.add(servlet.getServletName());
    }
    return names;
  }

  private static String params(List<org.jboss.metadata.javaee.spec.ParamValueMetaData> params) {
    List<String> texts = new ArrayList<>();
    params.forEach(p -> texts.add(p.getParamName() + "=" + p.getParamValue()));
    return String.join(" ", texts);
  }
}
