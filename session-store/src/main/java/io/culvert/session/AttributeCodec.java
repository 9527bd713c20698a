package io.culvert.session;

/**
 * Turns an attribute value into bytes and back. That one value can't be turned is an expected
 * failure: it costs this attribute, which is dropped and reported, and never the session. Safe for
 * any number of threads.
 */
public interface AttributeCodec {
  /** The bytes of the value that is bound to this name. */
  Coded<byte[]> encode(String name, Object value);

  /** The value of such bytes. They may come from another version of the application. */
  Coded<Object> decode(String name, byte[] bytes);
}
