package io.culvert.container.files;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Understands the {@code Range} field (RFC 9110 §14.2). What is not understood is ignored, as the
 * RFC wants it; so are several ranges at once, which it leaves to the server.
 */
final class RangeField {
  // more digits than this are more bytes than a file can have
  private static final Pattern SINGLE =
      Pattern.compile("bytes=\\s*(?<first>\\d{0,18})-(?<last>\\d{0,18})\\s*");

  private RangeField() {}

  /**
   * @param field the field's value, if the request has it and it applies
   * @param length of the file, in bytes
   */
  static Selection select(@Nullable String field, long length) {
    Matcher matcher = field == null ? null : SINGLE.matcher(field);
    if (matcher == null || !matcher.matches()) {
      return new Selection.Whole(length);
    }
    String first = matcher.group("first");
    String last = matcher.group("last");
    if (first.isEmpty()) {
      return last.isEmpty() ? new Selection.Whole(length) : suffix(Long.parseLong(last), length);
    }
    long start = Long.parseLong(first);
    long end = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
    if (end < start) {
      return new Selection.Whole(length); // not a valid range, so as if there were none
    }
    if (start >= length) {
      return new Selection.Unsatisfiable(length);
    }
    return new Selection.Part(start, Math.min(end, length - 1) - start + 1, length);
  }

  private static Selection suffix(long count, long length) {
    if (count == 0 || length == 0) {
      return new Selection.Unsatisfiable(length);
    }
    long sent = Math.min(count, length);
    return new Selection.Part(length - sent, sent, length);
  }
}
