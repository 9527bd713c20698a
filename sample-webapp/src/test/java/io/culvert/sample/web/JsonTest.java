package io.culvert.sample.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          plain,   `"plain"`
          a"b,     `"a\\"b"`
          a\\b,    `"a\\\\b"`
          </script>, `"\\u003c/script\\u003e"`
          Zoë,     `"Zoë"`
          """)
  void textIsQuoted(String text, String json) {
    assertEquals(json, Json.quote(text));
  }

  @Test
  void controlCharactersAndLoneSurrogatesAreEscaped() {
    assertEquals("\"\\u000a\\u0000\\ud83d\"", Json.quote("\n\0\ud83d"));
  }
}
