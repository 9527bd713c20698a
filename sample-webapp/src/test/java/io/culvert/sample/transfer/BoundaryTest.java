package io.culvert.sample.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundaryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "multipart/form-data; boundary=abc|abc",
        "Multipart/Form-Data;boundary=----WebKitFormBoundaryX1|----WebKitFormBoundaryX1",
        "multipart/form-data; charset=utf-8; boundary=\"with space\"|with space",
        "multipart/form-data; boundary=abc; charset=utf-8|abc"
      })
  void boundaryIsFound(String contentType, String boundary) {
    assertEquals(Optional.of(new Boundary(boundary)), Boundary.in(contentType));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain; boundary=abc",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/mixed; boundary=abc",
        "x multipart/form-data; boundary=abc"
      })
  void anythingElseHasNone(String contentType) {
    assertEquals(Optional.empty(), Boundary.in(contentType));
  }

  @Test
  void boundaryOfMoreThanSeventyCharactersIsRefused() {
    assertEquals(Optional.empty(), Boundary.in("multipart/form-data; boundary=" + "b".repeat(71)));
  }
}
