package io.culvert.sample.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that separates the parts of a multipart body (RFC 2046, section 5.1.1).
 *
 * @param text 1 to 70 characters
 */
record Boundary(String text) {
  private static final Pattern IN_CONTENT_TYPE =
      Pattern.compile(
          "(?i)multipart/form-data\\s*;.{0,200}?\\bboundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))(?:\\s*;.*)?");

  /**
   * The boundary that a Content-Type names; empty if it is no multipart/form-data or names none
   * that is allowed.
   */
  static Optional<Boundary> in(String contentType) {
    Matcher matcher = IN_CONTENT_TYPE.matcher(contentType.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String quoted = matcher.group(1);
    return Optional.of(new Boundary(quoted != null ? quoted : matcher.group(2)));
  }

  /** The bytes that end a part: line break, two hyphens, boundary. */
  byte[] delimiter() {
    return ("\r\n--" + text).getBytes(StandardCharsets.ISO_8859_1);
  }
}
