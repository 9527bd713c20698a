package io.culvert.connector.cgi;

import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Header fields in the order they were sent; a field sent twice is here twice. Immutable.
 *
 * @param <N> how the caller represents header names
 */
public final class HeaderFields<N> {

  /** Name, value, name, value: one array instead of an object per field. */
  private final Object[] namesAndValues;

  private final int count;

  private HeaderFields(Object[] namesAndValues, int count) {
    this.namesAndValues = namesAndValues;
    this.count = count;
  }

  public int size() {
    return count;
  }

  /** The name of a field, {@code 0 <= i < size()}. */
  @SuppressWarnings("unchecked") // the builder puts nothing but an N at even indexes
  public N name(int i) {
    return (N) namesAndValues[2 * i];
  }

  /** The value of a field, {@code 0 <= i < size()}; every char is one byte (ISO-8859-1). */
  public String value(int i) {
    return (String) namesAndValues[2 * i + 1];
  }

  /** Gives every field to the consumer, in order. */
  public void forEach(BiConsumer<? super N, ? super String> consumer) {
    for (int i = 0; i < count; i++) {
      consumer.accept(name(i), value(i));
    }
  }

  static final class Builder<N> {

    private Object[] namesAndValues;
    private int count;

    Builder(int expected) {
      this.namesAndValues = new Object[2 * expected];
    }

    void add(N name, String value) {
      if (2 * count == namesAndValues.length) {
        namesAndValues = Arrays.copyOf(namesAndValues, 4 * count + 2);
      }
      namesAndValues[2 * count] = name;
      namesAndValues[2 * count + 1] = value;
      count++;
    }

    /** Takes the builder's array: nothing may be added afterwards. */
    HeaderFields<N> build() {
      return new HeaderFields<>(namesAndValues, count);
    }
  }
}
