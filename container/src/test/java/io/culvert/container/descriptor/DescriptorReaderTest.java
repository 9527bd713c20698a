package io.culvert.container.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jboss.metadata.web.spec.WebMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorReaderTest {
  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "http://java.sun.com/xml/ns/j2ee, 2.4",
    "http://java.sun.com/xml/ns/javaee, 2.5",
    "http://xmlns.jcp.org/xml/ns/javaee, 3.1",
    "https://jakarta.ee/xml/ns/jakartaee, 5.0",
    "https://jakarta.ee/xml/ns/jakartaee, 6.1"
  })
  void namespacesOfAllVersionsAreRead(String namespace, String version) throws Exception {
    WebMetaData webXml =
        read(
            "<web-app xmlns='%s' version='%s'><servlet><servlet-name>a</servlet-name></servlet></web-app>"
                .formatted(namespace, version));
    assertEquals(version, webXml.getVersion());
    assertEquals(1, webXml.getServlets().size());
  }

  @ParameterizedTest
  @CsvSource({
    "'-//Sun Microsystems, Inc.//DTD Web Application 2.2//EN', web-app_2_2.dtd, 2.2",
    "'-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN', web-app_2_3.dtd, 2.3"
  })
  void documentTypeTellsTheVersionAndIsNotFetched(String publicId, String dtd, String version)
      throws Exception {
    // the host does not exist, so opening it would fail the test
    WebMetaData webXml =
        read(
            "<!DOCTYPE web-app PUBLIC \"%s\" \"http://no.such.host.invalid/dtd/%s\"><web-app><display-name>old</display-name></web-app>"
                .formatted(publicId, dtd));
    assertEquals(version, webXml.getVersion());
  }

  @Test
  void textInSeveralPiecesIsReadAsOne() throws Exception {
    WebMetaData webXml =
        read(
            "<web-app version='6.1'><context-param><param-name>a</param-name><param-value>1 &lt; <![CDATA[2 & 3]]></param-value></context-param></web-app>");
    assertEquals("1 < 2 & 3", webXml.getContextParams().getFirst().getParamValue());
  }

  @Test
  void dollarsAndBracesAreLeftAlone() throws Exception {
    WebMetaData webXml =
        read(
            "<web-app version='6.1'><context-param><param-name>a</param-name><param-value>${user.home}</param-value></context-param></web-app>");
    assertEquals("${user.home}", webXml.getContextParams().getFirst().getParamValue());
  }

  @Test
  void unknownElementIsReportedWithItsLine() {
    DescriptorException e =
        failure(
            "<web-app version='6.1'>\n<servlet>\n<servlet-nam>a</servlet-nam>\n</servlet></web-app>");
    assertTrue(e.getMessage().startsWith("WEB-INF/web.xml:3: "), e::getMessage);
    assertTrue(e.getMessage().contains("servlet-nam"), e::getMessage);
  }

  @Test
  void brokenXmlIsReportedWithItsLineInOneLine() {
    DescriptorException e = failure("<web-app version='6.1'>\n<servlet>\n</web-app>");
    assertTrue(e.getMessage().startsWith("WEB-INF/web.xml:3: "), e::getMessage);
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void contentAfterTheRootElementIsAnError() {
    assertTrue(failure("<web-app version='6.1'/>\n<oops/>").getMessage().contains(":2: "));
  }

  @Test
  void valueOutOfRangeIsReportedWithItsLine() {
    DescriptorException e =
        failure(
            "<web-app version='6.1'>\n<session-config>\n<session-timeout>soon</session-timeout></session-config></web-app>");
    assertTrue(e.getMessage().startsWith("WEB-INF/web.xml:3: "), e::getMessage);
  }

  @Test
  void anotherRootElementIsRefused() {
    assertTrue(failure("<html/>").getMessage().contains("<html>"));
  }

  @Test
  void emptyFileIsAnError() {
    assertTrue(failure("").getMessage().startsWith("WEB-INF/web.xml"));
  }

  @Test
  void entityBombIsRefused() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE web-app [<!ENTITY a0 'ha'>");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
    }
    bomb.append("]><web-app><display-name>&a29;</display-name></web-app>");
    assertTrue(failure(bomb.toString()).getMessage().contains("entities"));
  }

  @Test
  void externalEntityIsRefusedAndNotOpened() throws Exception {
    Path secret = Files.writeString(temp.resolve("secret"), "the secret");
    DescriptorException e =
        failure(
            "<!DOCTYPE web-app [<!ENTITY s SYSTEM '%s'>]><web-app><display-name>&s;</display-name></web-app>"
                .formatted(secret.toUri()));
    assertTrue(e.getMessage().contains("entities"), e::getMessage);
  }

  @Test
  void externalParameterEntityIsNotOpened() throws Exception {
    Path dtd =
        Files.writeString(temp.resolve("evil.dtd"), "<!ENTITY s 'declared by the evil file'>");
    DescriptorException e =
        failure(
            "<!DOCTYPE web-app [<!ENTITY %% p SYSTEM '%s'> %%p;]><web-app><display-name>&s;</display-name></web-app>"
                .formatted(dtd.toUri()));
    assertTrue(!e.getMessage().contains("declared by"), e::getMessage);
  }

  @Test
  void externalDocumentTypeIsNotOpened() throws Exception {
    Path dtd = Files.writeString(temp.resolve("evil.dtd"), "<!ENTITY s 'declared outside'>");
    WebMetaData webXml =
        read(
            "<!DOCTYPE web-app SYSTEM '%s'><web-app><display-name>[&s;]</display-name></web-app>"
                .formatted(dtd.toUri()));
    String shown = webXml.getDescriptionGroup().getDisplayName();
    assertTrue(!shown.contains("declared"), shown);
  }

  @Test
  void tooDeepADocumentIsRefused() {
    assertTrue(failure("<web-app>" + "<a>".repeat(100_000)).getMessage().startsWith("WEB-INF"));
  }

  @Test
  void fragmentKnowsItsNameAndOrdering() throws Exception {
    DescriptorSource source =
        new DescriptorSource(
            "f",
            "<web-fragment version='6.1'><name>n</name><ordering><before><others/></before></ordering></web-fragment>"
                .getBytes(StandardCharsets.UTF_8));
    Fragment fragment = Fragment.of("a.jar", new DescriptorReader().fragment(source));
    assertEquals(Optional.of("n"), fragment.name());
    assertTrue(fragment.before().others());
  }

  @Test
  void tooLongADescriptorIsRefused() throws Exception {
    Path file = Files.createDirectories(temp.resolve("WEB-INF")).resolve("web.xml");
    Files.write(file, new byte[DescriptorSource.MAX_BYTES + 1]);
    DescriptorException e =
        assertThrows(DescriptorException.class, () -> DescriptorSource.webXml(temp));
    assertTrue(e.getMessage().contains("larger than 8 MiB"), e::getMessage);
  }

  @Test
  void tooLongADescriptorInAPackedApplicationIsRefusedAsWell() throws Exception {
    Path war = temp.resolve("shop.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      zip.putNextEntry(new ZipEntry("WEB-INF/web.xml"));
      zip.write(new byte[DescriptorSource.MAX_BYTES + 1]);
    }
    DescriptorException e =
        assertThrows(DescriptorException.class, () -> DescriptorSource.webXml(war));
    assertEquals("WEB-INF/web.xml: is larger than 8 MiB", e.getMessage());
  }

  @Test
  void linesAreFoundAgainByElementAndText() {
    DescriptorLines lines =
        new DescriptorLines(
            java.util.List.of(
                FragmentOrderTest.source(
                    "<web-app>\n<a>x</a>\n<b>y</b>\n<a>\n y <!-- z -->\n</a></web-app>")));
    assertEquals("WEB-INF/web.xml:4", lines.where("a", "y"));
    assertEquals("annotations", lines.where("c", "y"));
  }

  @Test
  void absentWebXmlIsNoError() throws Exception {
    assertNull(DescriptorSource.webXml(temp).orElse(null));
  }

  private static WebMetaData read(String xml) throws DescriptorException {
    return new DescriptorReader().webXml(FragmentOrderTest.source(xml));
  }

  private static DescriptorException failure(String xml) {
    return assertThrows(DescriptorException.class, () -> read(xml));
  }
}
