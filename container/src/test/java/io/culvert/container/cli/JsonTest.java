package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(null, "null"),
        Arguments.of(3L, "3"),
        Arguments.of(0.5, "0.5"),
        Arguments.of(Double.NaN, "null"),
        Arguments.of(true, "true"),
        Arguments.of("say \"\\hi\"", "\"say \\\"\\\\hi\\\"\""),
        Arguments.of("\u001b[2J\n\u009b", "\"\\u001b[2J\\u000a\\u009b\""),
        Arguments.of("ü😀", "\"ü\\ud83d\\ude00\""),
        Arguments.of(new int[] {1, 2}, "[\n  1,\n  2\n]"),
        Arguments.of(new String[0], "[]"),
        Arguments.of(List.of(Map.of("a", 1)), "[\n  {\n    \"a\": 1\n  }\n]"),
        Arguments.of(Map.of(), "{}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void openValuesBecomeJson(Object value, String json) {
    assertEquals(json, Json.of(value));
  }

  @Test
  void aTableOfKeysAndValuesBecomesAnObject() throws OpenDataException {
    CompositeType row =
        new CompositeType(
            "row",
            "row",
            new String[] {"key", "value"},
            new String[] {"key", "value"},
            new OpenType<?>[] {SimpleType.INTEGER, SimpleType.LONG});
    TabularDataSupport table =
        new TabularDataSupport(new TabularType("map", "map", row, new String[] {"key"}));
    table.put(new CompositeDataSupport(row, Map.of("key", 503, "value", 2L)));
    assertEquals("{\n  \"503\": 2\n}", Json.of(table));
  }
}
