package io.culvert.sample.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongParameterTest {
  private static final LongParameter MS = new LongParameter("ms", 10, 500, 100);

  private static LongParameter.Reading read(@Nullable String value) {
    ServletRequest request = mock();
    when(request.getParameter("ms")).thenReturn(value);
    return MS.read(request);
  }

  @Test
  void absentParameterHasItsDefault() {
    assertEquals(new LongParameter.Ok(100), read(null));
  }

  @ParameterizedTest
  @CsvSource({"10,10", "500,500", "' 42 ',42", "'',100"})
  void valueWithinBoundsIsTaken(String text, long value) {
    assertEquals(new LongParameter.Ok(value), read(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "501", "-1", "1e2", "0x20", "99999999999999999999", "ten", "10;11"})
  void anythingElseIsRefusedWithTheBounds(String text) {
    assertEquals(
        new LongParameter.Bad("The parameter 'ms' must be a whole number from 10 to 500."),
        read(text));
  }
}
