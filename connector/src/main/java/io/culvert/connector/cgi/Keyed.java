package io.culvert.connector.cgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A value under a key of bytes, as the tables of this package keep them. Immutable. */
final class Keyed<V> {

  private final byte[] key;
  private final V value;

  /**
   * @param key its chars become bytes (ISO-8859-1)
   */
  Keyed(String key, V value) {
    this.key = key.getBytes(ISO_8859_1);
    this.value = value;
  }

  /** Not to be changed. */
  byte[] key() {
    return key;
  }

  V value() {
    return value;
  }
}
