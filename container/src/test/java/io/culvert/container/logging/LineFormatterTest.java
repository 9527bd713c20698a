package io.culvert.container.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineFormatterTest {
  private static final String FORGED = "2026-01-01 00:00:00,000 ERROR forged: nothing happened";

  private final LineFormatter formatter = new LineFormatter();

  private String format(String message, Throwable cause) {
    formatter.setPattern("%-5p %s%e%n");
    ExtLogRecord record = new ExtLogRecord(Level.WARN, message, "test");
    record.setThrown(cause);
    return formatter.format(record);
  }

  @Test
  void anOrdinaryLineStaysAsItIs() {
    assertEquals("WARN  Grüße, 世界 🙂%n".formatted(), format("Grüße, 世界 🙂", null));
  }

  @Test
  void nobodyForgesAnEntryInAMessage() {
    assertEquals("WARN  bad: \n\t" + FORGED + "\n", format("bad: \n" + FORGED, null));
  }

  @Test
  void nobodyForgesAnEntryInAnException() {
    List<String> lines =
        format("failed", new IllegalStateException("\r\n" + FORGED, new Error("\n" + FORGED)))
            .lines()
            .toList();
    assertTrue(lines.size() > 5, lines.toString());
    for (String line : lines.subList(1, lines.size())) {
      assertTrue(line.startsWith("\t"), line);
    }
    assertTrue(lines.contains("\t" + FORGED), lines.toString());
  }

  @Test
  void nobodyReachesTheTerminal() {
    assertEquals(
        "WARN  a\\u001B[2Kb\\u0007\\u0000\\u009B\\u000D\\u2028\\u202E\tc\n",
        format("a\u001b[2Kb\u0007\u0000\u009b\r\u2028\u202e\tc", null));
  }

  @ParameterizedTest
  @CsvSource({"'a\nb',a\\u000Ab", "'a\tb',a\\u0009b", "'\r',\\u000D", "plain,plain"})
  void aFieldStaysWithinItsLine(String text, String escaped) {
    assertEquals(escaped, Escaped.line(text));
  }

  @Test
  void theDistributionUsesIt() throws Exception {
    Properties shipped = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of("src/main/dist/conf/logging.properties"))) {
      shipped.load(file);
    }
    Class<?> type = Class.forName(shipped.getProperty("formatter.PATTERN"));
    assertInstanceOf(LineFormatter.class, type.getConstructor().newInstance());
  }
}
