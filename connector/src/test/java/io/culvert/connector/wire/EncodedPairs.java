package io.culvert.connector.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;

/** Writes name-value pairs the way a front end does, or in any odd way a test needs. */
public final class EncodedPairs {

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  /** Pairs from name, value, name, value. */
  public static EncodedPairs of(String... namesAndValues) {
    EncodedPairs pairs = new EncodedPairs();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      pairs.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return pairs;
  }

  public static EncodedPairs of(Map<String, String> pairs) {
    EncodedPairs encoded = new EncodedPairs();
    pairs.forEach(encoded::add);
    return encoded;
  }

  /** With the shortest form of both lengths. */
  public EncodedPairs add(String name, String value) {
    length(name.length());
    length(value.length());
    return raw(name).raw(value);
  }

  /** With four bytes for both lengths. */
  public EncodedPairs addLong(String name, String value) {
    return longLength(name.length()).longLength(value.length()).raw(name).raw(value);
  }

  EncodedPairs longLength(int length) {
    content.writeBytes(ByteBuffer.allocate(4).putInt(length | 0x8000_0000).array());
    return this;
  }

  EncodedPairs raw(String text) {
    content.writeBytes(text.getBytes(ISO_8859_1));
    return this;
  }

  public byte[] bytes() {
    return content.toByteArray();
  }

  /** What a decoder makes of them. */
  public NameValuePairs decode() {
    NameValueDecoder decoder = new NameValueDecoder(PairLimits.DEFAULT);
    decoder.append(ByteBuffer.wrap(bytes()));
    return (NameValuePairs) decoder.end();
  }

  private void length(int length) {
    if (length < 128) {
      content.write(length);
    } else {
      longLength(length);
    }
  }
}
