package io.culvert.session;

import java.util.Optional;

/**
 * The secret name of a session: 128 random bits in the URL-safe alphabet of RFC 4648 section 5,
 * always {@value #LENGTH} characters. Who knows it is taken for its owner, so {@link #toString}
 * shows only the first few characters; {@link #text} is for cookies and keys.
 *
 * @param text the whole id
 */
public record SessionId(String text) {
  /** Characters of an id: 128 bits, six in each character, unpadded. */
  public static final int LENGTH = 22;

  private static final int SHOWN = 4;

  /**
   * @throws IllegalArgumentException if the text has not the shape of an id; use {@link #parse} for
   *     what a client sent
   */
  public SessionId {
    if (!hasShape(text)) {
      throw new IllegalArgumentException(
          "a session id has %d characters of A-Z a-z 0-9 - _".formatted(LENGTH));
    }
  }

  /** Reads what a client sent. Empty if it can't be an id of ours, which is no error. */
  public static Optional<SessionId> parse(String text) {
    return hasShape(text) ? Optional.of(new SessionId(text)) : Optional.empty();
  }

  private static boolean hasShape(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      if (!isUrlSafe(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUrlSafe(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /** Enough to tell sessions apart in a log, too little to take one over. */
  @Override
  public String toString() {
    return text.substring(0, SHOWN) + "…";
  }
}
