package io.culvert.container.cli;

import io.culvert.container.attach.Bean;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/**
 * Values of open types as JSON (RFC 8259). A table whose rows have a key and a value, which is what
 * MXBeans make of a map, becomes an object.
 */
final class Json {
  private final StringBuilder out = new StringBuilder();

  private Json() {}

  static String of(@Nullable Object value) {
    Json json = new Json();
    json.write(value, "\n");
    return json.out.toString();
  }

  /** All attributes of a bean, named as in JSON: {@code requestsRunning}, not capitalized. */
  static Map<String, @Nullable Object> map(Bean bean) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    bean.attributes()
        .forEach(
            (name, value) ->
                map.put(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), value));
    return map;
  }

  private void write(@Nullable Object value, String indent) {
    switch (value) {
      case null -> out.append("null");
      case CompositeData record -> object(map(record), indent);
      case TabularData table -> object(map(table), indent); // some are maps, too
      case Map<?, ?> map -> object(map, indent);
      case Collection<?> items -> array(items.toArray(), indent);
      case Number number -> out.append(Double.isFinite(number.doubleValue()) ? number : "null");
      case Boolean flag -> out.append(flag);
      default -> {
        if (value.getClass().isArray()) {
          array(value, indent);
        } else {
          string(value.toString());
        }
      }
    }
  }

  private static Map<String, @Nullable Object> map(CompositeData record) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    record.getCompositeType().keySet().forEach(key -> map.put(key, record.get(key)));
    return map;
  }

  private static Map<String, @Nullable Object> map(TabularData table) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Object row : table.values()) {
      CompositeData pair = (CompositeData) row;
      map.put(String.valueOf(pair.get("key")), pair.get("value"));
    }
    return map;
  }

  private void object(Map<?, ?> map, String indent) {
    String separator = "";
    out.append('{');
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator).append(indent).append("  ");
      string(String.valueOf(entry.getKey()));
      out.append(": ");
      write(entry.getValue(), indent + "  ");
      separator = ",";
    }
    out.append(map.isEmpty() ? "" : indent).append('}');
  }

  private void array(Object array, String indent) {
    int length = Array.getLength(array);
    String separator = "";
    out.append('[');
    for (int i = 0; i < length; i++) {
      out.append(separator).append(indent).append("  ");
      write(Array.get(array, i), indent + "  ");
      separator = ",";
    }
    out.append(length == 0 ? "" : indent).append(']');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        // a terminal would obey the former, and half of a pair is no text
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
