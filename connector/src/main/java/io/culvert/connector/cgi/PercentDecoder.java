package io.culvert.connector.cgi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/** Percent-decoding (RFC 3986 §2.1) of text inside a path, as strict UTF-8. */
final class PercentDecoder {

  private PercentDecoder() {}

  /**
   * The decoded text.
   *
   * @throws Refusal if the text has a character that a URI may not have, a backslash, a slash or
   *     backslash or control character in disguise, or if it does not decode
   */
  static String decode(String encoded) throws Refusal {
    byte[] bytes = new byte[encoded.length()];
    int length = 0;
    boolean ascii = true;
    for (int i = 0; i < encoded.length(); i++) {
      int c = encoded.charAt(i);
      checkRaw(c);
      if (c == '%') {
        c = decodedByte(encoded, i);
        i += 2;
      }
      ascii &= c < 0x80;
      bytes[length++] = (byte) c;
    }
    return ascii && length == encoded.length() ? encoded : text(bytes, length);
  }

  private static void checkRaw(int c) throws Refusal {
    if (c <= ' ' || c >= 0x7F) {
      throw Refusal.badRequest("has a character that must be percent-encoded");
    }
    if (c == '\\' || c == '#' || c == '?') {
      throw Refusal.badRequest("has a backslash, '#' or '?'");
    }
  }

  private static int decodedByte(String encoded, int percent) throws Refusal {
    if (percent + 2 >= encoded.length()) {
      throw Refusal.badRequest("ends inside a percent-encoding");
    }
    char high = encoded.charAt(percent + 1);
    char low = encoded.charAt(percent + 2);
    if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
      throw Refusal.badRequest("has '%' without two hexadecimal digits");
    }
    int b = HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low);
    if (b == '/' || b == '\\') {
      throw Refusal.badRequest("has an encoded slash or backslash");
    }
    return b;
  }

  private static String text(byte[] bytes, int length) throws Refusal {
    try {
      // a decoder of its own reports what new String() would replace: overlong forms, surrogates
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw Refusal.badRequest("has an encoded control character");
      }
      return text;
    } catch (CharacterCodingException _) {
      throw Refusal.badRequest("is not encoded as UTF-8");
    }
  }
}
