package io.culvert.container.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 §14.1.2 and §14.2, for a file of 100 bytes. */
class RangeFieldTest {
  @ParameterizedTest(name = "{0} selects {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-9                      | bytes 0-9/100",
        "bytes=0-0                      | bytes 0-0/100",
        "bytes=99-                      | bytes 99-99/100",
        "bytes=50-999999999999999999    | bytes 50-99/100",
        "bytes=-10                      | bytes 90-99/100",
        "bytes=-1000                    | bytes 0-99/100",
        "bytes=100-                     | bytes */100",
        "bytes=100-200                  | bytes */100",
        "bytes=-0                       | bytes */100",
        "bytes=9-8                      | all",
        "bytes=-                        | all",
        "bytes=a-b                      | all",
        "bytes=0-1,5-6                  | all",
        "bytes=--1                      | all",
        "bytes=0-9999999999999999999999 | all",
        "lines=0-9                      | all",
        "bytes                          | all",
      })
  void rangeSelects(String field, String expected) {
    assertEquals(expected, text(RangeField.select(field, 100)));
  }

  @Test
  void nothingOfAnEmptyFileCanBeSelected() {
    assertEquals("bytes */0", text(RangeField.select("bytes=-5", 0)));
    assertEquals("bytes */0", text(RangeField.select("bytes=0-", 0)));
    assertEquals("all", text(RangeField.select(null, 0)));
  }

  private static String text(Selection selection) {
    return switch (selection) {
      case Selection.Whole _ -> "all";
      case Selection.Part part -> part.contentRange();
      case Selection.Unsatisfiable none -> none.contentRange();
    };
  }
}
