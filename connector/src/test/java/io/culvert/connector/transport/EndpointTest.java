package io.culvert.connector.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:9000",
        "localhost:0",
        "[::1]:65535",
        "fd:0",
        "unix:/run/culvert.sock",
        "unix:/run/culvert.sock?mode=0600",
        "unix:/run/culvert.sock?group=www-data",
        "unix:/run/culvert.sock?mode=0000&owner=root&group=33"
      })
  void whatIsWrittenIsReadAgain(String text) {
    assertEquals(text, Endpoint.parse(text).toString());
  }

  @Test
  void optionsOfASocketFileStandInAnyOrder() {
    assertEquals(
        new Endpoint.Unix(Path.of("/s"), 0666, "me", "us"),
        Endpoint.parse("unix:/s?group=us&mode=666&owner=me"));
    assertEquals(new Endpoint.Unix(Path.of("/s"), 0660), Endpoint.parse("unix:/s?mode=0660"));
  }

  @ParameterizedTest
  @CsvSource({
    "fd:3, only file descriptor 0",
    "unix:, a path must follow",
    "unix:/s?mode=8, octal",
    "unix:/s?mode=7777, 0000 to 0777",
    "unix:/s?mode, octal",
    "unix:/s?, only mode=0660",
    "unix:/s?group=, no proper value",
    "unix:/s?group=-x, no proper value",
    "unix:/s?group=a&group=b, twice",
    "unix:/s?user=a, only mode=0660",
    "9000, expected",
    ":9000, expected",
    "::1:9000, in brackets",
    "localhost:x, port",
    "localhost:65536, port"
  })
  void whatIsNoAddressIsNamedWithWhatIsExpected(String text, String message) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text)).getMessage();
    assertTrue(said.startsWith("'" + text + "' is not an address to listen on: "), said);
    assertTrue(said.contains(message), said);
  }
}
