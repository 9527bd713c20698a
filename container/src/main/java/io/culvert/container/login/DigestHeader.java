package io.culvert.container.login;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client sends to log in by Digest (RFC 7616 §3.4), with {@code qop=auth}: the older form
 * without it can be replayed.
 *
 * @param uri the target that the response was computed for
 * @param nc how often the nonce was used, as it was written
 */
record DigestHeader(
    String username,
    String realm,
    String algorithm,
    String nonce,
    String nc,
    String cnonce,
    String uri,
    String response) {
  private static final String SCHEME = "digest ";

  /** One parameter, with what separates it from the next (RFC 9110 §11.2). */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\G[ \\t]*([A-Za-z0-9!#$%&'*+.^_`|~-]+)[ \\t]*=[ \\t]*"
              + "(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\",;]+))[ \\t]*(?:,|$)");

  private static final int MOST_PARAMETERS = 32;

  /** Whether a field is meant for this scheme. */
  static boolean isDigest(String field) {
    return field.toLowerCase(Locale.ROOT).startsWith(SCHEME);
  }

  /** Nothing if it is broken, or lacks something. */
  static Optional<DigestHeader> parse(String field) {
    Map<String, String> found = new HashMap<>();
    Matcher parameter = PARAMETER.matcher(field.substring(SCHEME.length()));
    int end = 0;
    while (parameter.find()) {
      String quoted = parameter.group(2);
      String value = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
      if (found.put(parameter.group(1).toLowerCase(Locale.ROOT), value) != null
          || found.size() > MOST_PARAMETERS) {
        return Optional.empty();
      }
      end = parameter.end();
    }
    boolean isWhole = end == field.length() - SCHEME.length();
    return isWhole ? of(found) : Optional.empty();
  }

  private static Optional<DigestHeader> of(Map<String, String> found) {
    if (!found.getOrDefault("qop", "").equals("auth")
        || found.getOrDefault("userhash", "false").equals("true")
        || !found.getOrDefault("nc", "").matches("[0-9A-Fa-f]{8}")
        || found.getOrDefault("cnonce", "").isEmpty()) {
      return Optional.empty();
    }
    for (String needed : new String[] {"username", "realm", "nonce", "uri", "response"}) {
      if (!found.containsKey(needed)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new DigestHeader(
            found.getOrDefault("username", ""),
            found.getOrDefault("realm", ""),
            found.getOrDefault("algorithm", "MD5"),
            found.getOrDefault("nonce", ""),
            found.getOrDefault("nc", ""),
            found.getOrDefault("cnonce", ""),
            found.getOrDefault("uri", ""),
            found.getOrDefault("response", "")));
  }

  long count() {
    return Long.parseLong(nc, 16);
  }
}
