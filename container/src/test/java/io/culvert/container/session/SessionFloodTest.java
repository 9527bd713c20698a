package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.Standing;
import io.culvert.session.StoreStatistics;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A robot without cookies asks 200,000 times for a page that uses a session. */
final class SessionFloodTest {
  private static final int HITS = 200_000;
  private static final int BATCH = 200;
  private static final int CAPACITY = 500;

  /** All sessions of the flood together would need twice the heap there is. */
  private static final int WEIGHT = Math.toIntExact(2 * Runtime.getRuntime().maxMemory() / HITS);

  @Test
  void floodCostsNoUserHisSessionAndNoMemory() throws Exception {
    try (Engine engine = new Engine(CAPACITY);
        Browser user = new Browser(engine)) {
      engine.deploy(
          engine
              .application("app")
              .addServlet(
                  Engine.page(
                      "/robot", (q, _) -> q.getSession().setAttribute("weight", new byte[WEIGHT])))
              .addServlet(
                  Engine.page(
                      "/user",
                      (q, r) -> {
                        Object visits = q.getSession().getAttribute("visits");
                        int count = visits instanceof Integer before ? before + 1 : 1;
                        q.getSession().setAttribute("visits", count);
                        r.getWriter().print(count);
                      })));
      int visits = 0;
      assertEquals(Integer.toString(++visits), user.body("/app/user"));
      assertEquals(Integer.toString(++visits), user.body("/app/user"));
      try (Socket robot = new Socket(InetAddress.getLoopbackAddress(), engine.port())) {
        for (int hit = 0; hit < HITS; hit += BATCH) {
          ask(robot);
          if (hit % 10_000 == 0) {
            assertEquals(Integer.toString(++visits), user.body("/app/user"));
          }
        }
      }
      StoreStatistics statistics = engine.store.statistics();
      assertEquals(CAPACITY, statistics.sessions());
      assertEquals(HITS + 1 - CAPACITY, statistics.evicted().get(Standing.NEWCOMER));
      assertEquals(HITS + 1 - CAPACITY, statistics.evictions());
    }
  }

  private static void ask(Socket robot) throws IOException {
    String request = "GET /app/robot HTTP/1.1\r\nHost: localhost\r\n\r\n";
    robot.getOutputStream().write(request.repeat(BATCH).getBytes(StandardCharsets.US_ASCII));
    robot.getOutputStream().flush();
    InputStream in = new BufferedInputStream(robot.getInputStream());
    for (int i = 0; i < BATCH; i++) {
      String head = head(in);
      assertTrue(head.startsWith("HTTP/1.1 200 "), head);
      assertTrue(head.contains("Content-Length: 0"), head);
      assertTrue(head.contains("Set-Cookie: JSESSIONID="), head);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int c = in.read();
      assertTrue(c >= 0, "the server closed the connection");
      head.append((char) c);
    }
    return head.toString();
  }
}
