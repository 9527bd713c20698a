package io.culvert.container.attach;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What a bean of a server said of itself at one moment. Attributes are asked for by name, so that
 * servers that know more or fewer of them can be spoken to as well.
 *
 * @param name what it is called
 * @param attributes values of open types (JMX 1.4 §10), by name; null where the bean has none
 */
public record Bean(ObjectName name, SortedMap<String, @Nullable Object> attributes) {
  public Bean {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /** An attribute as text; empty if there is none. */
  public String text(String attribute) {
    Object value = attributes.get(attribute);
    return value == null ? "" : value.toString();
  }

  /** An attribute that is a number; 0 if there is none. */
  public double number(String attribute) {
    return attributes.get(attribute) instanceof Number number ? number.doubleValue() : 0;
  }

  /** An attribute that is a list of texts; empty if there is none. */
  public List<String> texts(String attribute) {
    return attributes.get(attribute) instanceof String[] texts ? List.of(texts) : List.of();
  }
}
