package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.transport.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real process writes about what clients send. */
@Timeout(120)
class LogIT {
  private static final String FORGED = "2026-01-01 00:00:00,000 ERROR forged: all is lost";

  @TempDir private Path folder;

  @Test
  void noClientWritesALogEntryOfItsOwn() throws Exception {
    Path app = Files.createDirectories(folder.resolve("app"));
    Files.createDirectories(app.resolve("WEB-INF"));
    Files.writeString(
        app.resolve("number.jsp"), "<%= Integer.parseInt(request.getParameter(\"number\")) %>");
    try (Culvert culvert = Culvert.onUnixSocket(Dist.find(), folder, Map.of(), "/:" + app);
        ScriptedPeer peer = ScriptedPeer.connect(Endpoint.parse(culvert.address()))) {
      String query = "number=1%0A" + FORGED.replace(" ", "%20");
      peer.send(
          ScriptedPeer.request(
              1,
              true,
              ScriptedPeer.get("/number.jsp?" + query, Map.of("QUERY_STRING", query)),
              new byte[0]));
      assertEquals(500, peer.answer(1).status());
      culvert.process().awaitUntil(() -> culvert.process().output().contains("NumberFormat"));
      String output = culvert.process().output();
      assertTrue(output.contains("\n\t" + FORGED), output);
      assertTrue(output.lines().noneMatch(line -> line.startsWith(FORGED)), output);
    }
  }
}
