package io.culvert.connector.cgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** What becomes of a header field that an application sets. */
enum ResponseRule {
  WRITE,
  /** Written once, and not at all where there is no content. */
  CONTENT_LENGTH,
  /**
   * Belongs to the connection, which is the front end's matter: some front ends would decode a body
   * as chunked because of it. Status is how the status line is spelled here.
   */
  DROP;

  private static final byte[] STATUS = bytes("status");
  private static final byte[] TRAILER = bytes("trailer");
  private static final byte[] UPGRADE = bytes("upgrade");
  private static final byte[] CONNECTION = bytes("connection");
  private static final byte[] KEEP_ALIVE = bytes("keep-alive");
  private static final byte[] CONTENT_LENGTH_NAME = bytes("content-length");
  private static final byte[] TRANSFER_ENCODING = bytes("transfer-encoding");

  static ResponseRule of(byte[] name) {
    if (!Token.matches(name)) {
      return DROP;
    }
    // the length alone tells most fields apart, so that few bytes are compared
    return switch (name.length) {
      case 6 -> dropIf(is(name, STATUS));
      case 7 -> dropIf(is(name, TRAILER) || is(name, UPGRADE));
      case 10 -> dropIf(is(name, CONNECTION) || is(name, KEEP_ALIVE));
      case 14 -> is(name, CONTENT_LENGTH_NAME) ? CONTENT_LENGTH : WRITE;
      case 17 -> dropIf(is(name, TRANSFER_ENCODING));
      default -> WRITE;
    };
  }

  private static ResponseRule dropIf(boolean dropped) {
    return dropped ? DROP : WRITE;
  }

  /** The same token without regard to case; both have the same length. */
  private static boolean is(byte[] name, byte[] lowerCase) {
    for (int i = 0; i < name.length; i++) {
      byte b = name[i];
      if ((b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
