package io.culvert.sample.transfer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a part says about itself.
 *
 * @param name the form field, empty if it has none
 * @param fileName as the client named it, never to be used as a path; empty for a plain field
 * @param contentType empty if none was sent
 */
record PartHeader(String name, String fileName, String contentType) {
  // possessive quantifiers: a hostile header must not make the matcher try again and again
  private static final Pattern NAME = Pattern.compile("(?i);\\s*+name=\"((?:[^\"\\\\]|\\\\.)*+)\"");
  private static final Pattern FILE_NAME =
      Pattern.compile("(?i);\\s*+filename=\"((?:[^\"\\\\]|\\\\.)*+)\"");
  private static final Pattern CONTENT_TYPE = Pattern.compile("(?im)^content-type:[ \\t]*+(.*)$");

  /** Reads the header block of a part, the empty line excluded. */
  static PartHeader parse(String block) {
    return new PartHeader(
        unescape(first(NAME, block)),
        unescape(first(FILE_NAME, block)),
        first(CONTENT_TYPE, block).strip());
  }

  private static String first(Pattern pattern, String block) {
    Matcher matcher = pattern.matcher(block);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Browsers write quotation marks as %22 (HTML standard), curl as \". */
  private static String unescape(String quoted) {
    return quoted
        .replaceAll("\\\\(.)", "$1")
        .replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n");
  }
}
