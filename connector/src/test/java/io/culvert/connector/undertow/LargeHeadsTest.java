package io.culvert.connector.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.server.HttpServerExchange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of heads for which nginx, as it comes, answers 502. */
@Timeout(60)
class LargeHeadsTest {
  private static final Logger LOGGER = Logger.getLogger(LargeHeads.class.getName());
  private static final PatternFormatter ENTRY = new PatternFormatter("%p %s");
  private static final int AROUND =
      "Status: 200 OK\r\nX-Large: \r\nContent-Length: 0\r\n\r\n".length();

  @TempDir private Path folder;
  private final List<String> entries = Collections.synchronizedList(new ArrayList<>());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          entries.add(ENTRY.format(ExtLogRecord.wrap(record)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void listenNoMore() {
    LOGGER.removeHandler(handler);
  }

  /** A head of exactly so many bytes. */
  private int ask(String software, int size) throws Exception {
    try (ServletServer server =
        ServletServer.start(
            folder,
            Map.of(
                "/large",
                (_, response) -> response.setHeader("X-Large", "x".repeat(size - AROUND))))) {
      String head =
          server
              .request("GET", "/large", Map.of("SERVER_SOFTWARE", software), new byte[0])
              .stdout();
      return head.indexOf("\r\n\r\n") + 4;
    }
  }

  @Test
  void aHeadThatFitsIntoOnePageTogetherWithItsRecordIsNothingToTell() throws Exception {
    assertEquals(4088, ask("nginx/1.22.1", 4088));
    assertEquals(List.of(), entries);
  }

  @Test
  void aLargerOneIsToldWithWhatItNeeds() throws Exception {
    assertEquals(4089, ask("nginx/1.22.1", 4089));
    assertEquals(
        List.of(
            "INFO test: the head of the response to /large takes 4089 bytes; unless nginx is"
                + " configured with 'fastcgi_buffer_size 8k' or more, of which 4k is the default,"
                + " it answers 502"),
        entries);
  }

  @Test
  void oneThatDoesNotFitIntoThePrintedConfigurationEitherIsAWarning() throws Exception {
    assertEquals(16 * 1024, ask("nginx/1.22.1", 16 * 1024));
    assertEquals(1, entries.size());
    String entry = entries.getFirst();
    assertTrue(entry.startsWith("WARN test: "), entry);
    assertTrue(entry.contains("'fastcgi_buffer_size 20k'"), entry);
  }

  @Test
  void otherFrontEndsAreNotMeant() throws Exception {
    assertEquals(8000, ask("lighttpd/1.4.69", 8000));
    assertEquals(List.of(), entries);
  }

  @Test
  void anApplicationIsToldOfOnceInAMinute() {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    LargeHeads heads = new LargeHeads(now::get);
    HttpServerExchange exchange = new HttpServerExchange(null);
    exchange.setRequestPath("/large");
    for (int second = 0; second <= 60; second++) {
      heads.look(exchange, 5000);
      assertEquals(second < 60 ? 1 : 2, entries.size());
      now.addAndGet(Duration.ofSeconds(1).toNanos());
    }
  }
}
