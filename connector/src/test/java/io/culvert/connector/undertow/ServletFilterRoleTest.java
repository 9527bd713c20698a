package io.culvert.connector.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.undertow.ServletServer.Service;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servlets that are asked to filter a file. */
@Timeout(60)
class ServletFilterRoleTest {
  private static final UndertowSettings SETTINGS =
      UndertowSettings.DEFAULT.withRoles(new PlayedRoles(Optional.empty(), true));

  @TempDir Path folder;

  private Answer filter(Service service, String declared, String file) throws Exception {
    try (ServletServer server =
            ServletServer.start(folder, Map.of("/f", service), SETTINGS, UnaryOperator.identity());
        ScriptedPeer peer = server.connect()) {
      Map<String, String> more =
          Map.of(
              "REQUEST_METHOD", "POST",
              "CONTENT_LENGTH", "4",
              "FCGI_DATA_LENGTH", declared,
              "FCGI_DATA_LAST_MOD", "1700000000");
      peer.send(
          ScriptedPeer.head(1, Role.FILTER, false, ScriptedPeer.get("/f", more)),
          ScriptedPeer.record(RecordType.STDIN, 1, "body".getBytes(ISO_8859_1)),
          ScriptedPeer.record(RecordType.STDIN, 1, new byte[0]),
          ScriptedPeer.stream(RecordType.DATA, 1, file.getBytes(ISO_8859_1)),
          ScriptedPeer.record(RecordType.DATA, 1, new byte[0]));
      return peer.answer(1);
    }
  }

  private static InputStream file(HttpServletRequest request) {
    return (InputStream) request.getAttribute("io.culvert.fastcgi.data");
  }

  @Test
  void aServletReadsTheBodyAsEverAndTheFileFromAnAttribute() throws Exception {
    Answer answer =
        filter(
            (request, response) -> {
              String body = new String(request.getInputStream().readAllBytes(), ISO_8859_1);
              String file = new String(file(request).readAllBytes(), ISO_8859_1);
              response
                  .getWriter()
                  .print(
                      body
                          + file
                          + request.getAttribute("io.culvert.fastcgi.role")
                          + request.getAttribute("io.culvert.fastcgi.data-length")
                          + request.getAttribute("io.culvert.fastcgi.data-last-modified"));
            },
            "9",
            " the file");
    assertEquals("body the fileFILTER91700000000000", answer.body());
  }

  @Test
  void aFileThatIsShorterThanDeclaredNeverLooksWhole() throws Exception {
    Answer answer =
        filter(
            (request, response) -> {
              byte[] start = new byte[3];
              assertEquals(3, file(request).readNBytes(start, 0, 3));
              try {
                response.getWriter().print("read " + file(request).readAllBytes().length);
              } catch (IOException e) {
                response.getWriter().print(e.getMessage());
              }
            },
            "10",
            "the file");
    assertEquals("the file to be filtered ended after 8 of 10 bytes", answer.body());
  }

  @Test
  void whatIsLongerThanDeclaredIsCutOff() throws Exception {
    Answer answer =
        filter(
            (request, response) -> {
              InputStream file = file(request);
              StringBuilder read = new StringBuilder();
              for (int c = file.read(); c >= 0; c = file.read()) {
                read.append((char) c);
              }
              response.getWriter().print(read);
            },
            "3",
            "the file");
    assertEquals("the", answer.body());
  }

  @Test
  void aServletThatClosesTheFileReadsNoMoreOfIt() throws Exception {
    Answer answer =
        filter(
            (request, response) -> {
              file(request).close();
              try {
                response.getWriter().print("read " + file(request).read());
              } catch (IOException _) {
                response.getWriter().print("closed");
              }
            },
            "8",
            "the file");
    assertEquals("closed", answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "8x", "9999999999999999999"})
  void aFileOfUnknownLengthIsRefused(String declared) throws Exception {
    Answer answer = filter((_, response) -> response.getWriter().print("asked"), declared, "file");
    assertEquals(400, answer.status());
    assertTrue(!answer.body().contains("asked"));
  }
}
