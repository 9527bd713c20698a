package io.culvert.container.buildcache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of something that was or will be built.
 *
 * @param kind what sort of thing
 * @param digest a SHA-256, as 64 lower-case hex digits, of everything the result depends on: what
 *     it is made from, and with which options and version of the builder
 */
public record Key(Kind kind, String digest) {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern TEXT = Pattern.compile("([a-z-]+)-([0-9a-f]{64})");

  /** As many hex digits as a file position has room for. */
  private static final int POSITION_DIGITS = 15;

  public Key {
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException("'%s' is no SHA-256".formatted(digest));
    }
  }

  /**
   * A key of several ingredients, whose order counts. No two lists of ingredients are mistaken for
   * each other, wherever one ends and the next begins.
   */
  public static Key of(Kind kind, String... ingredients) {
    MessageDigest digest = Sha256.digest();
    for (String ingredient : ingredients) {
      byte[] bytes = ingredient.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return new Key(kind, HexFormat.of().formatHex(digest.digest()));
  }

  /** The key that is written like this. */
  static Optional<Key> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Kind.of(parts.group(1)).map(kind -> new Key(kind, parts.group(2)))
        : Optional.empty();
  }

  /** A byte of a lock file that is this key's alone, up to one chance in 2^60. */
  long position() {
    String mixed = Sha256.of(toString().getBytes(StandardCharsets.UTF_8));
    return Long.parseLong(mixed, 0, POSITION_DIGITS, 16);
  }

  @Override
  public String toString() {
    return kind + "-" + digest;
  }
}
