package io.culvert.container.files;

import io.undertow.util.DateUtils;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the conditions a request puts on a file, in the order of RFC 9110 §13.2.2.
 *
 * @param tag the opaque part of the file's strong entity tag, without quotes
 * @param modified the file's modification time in whole seconds since 1970, as fine as HTTP dates
 *     are
 */
record Preconditions(String tag, long modified) {
  private static final Pattern TAGS = Pattern.compile("(?<weak>W/)?\"(?<tag>[^\"]*)\"");

  /** What the conditions come to. */
  enum Outcome {
    PROCEED,
    NOT_MODIFIED,
    FAILED
  }

  Outcome evaluate(HttpServletRequest request) {
    String ifMatch = field(request, "If-Match");
    if (ifMatch != null) {
      if (!isListed(ifMatch, false)) {
        return Outcome.FAILED;
      }
    } else if (isAfter(request.getHeader("If-Unmodified-Since"))) {
      return Outcome.FAILED;
    }
    String ifNoneMatch = field(request, "If-None-Match");
    if (ifNoneMatch != null) {
      // with a tag, the date does not count (§13.1.3)
      return isListed(ifNoneMatch, true) ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
    }
    Long since = seconds(request.getHeader("If-Modified-Since"));
    return since != null && modified <= since ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
  }

  /** Whether {@code If-Range} allows to send a part: the file must be exactly the one it names. */
  boolean allowRange(HttpServletRequest request) {
    String ifRange = request.getHeader("If-Range");
    if (ifRange == null) {
      return true;
    }
    Matcher matcher = TAGS.matcher(ifRange.strip());
    if (matcher.matches()) {
      return matcher.group("weak") == null && tag.equals(matcher.group("tag"));
    }
    Long date = seconds(ifRange);
    return date != null && modified == date;
  }

  private boolean isListed(String tags, boolean weakly) {
    if (tags.strip().equals("*")) {
      return true;
    }
    Matcher matcher = TAGS.matcher(tags);
    while (matcher.find()) {
      if (tag.equals(matcher.group("tag")) && (weakly || matcher.group("weak") == null)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAfter(@Nullable String date) {
    Long limit = seconds(date);
    return limit != null && modified > limit;
  }

  /** An HTTP date in seconds since 1970; {@code null} for none, or for one that is invalid. */
  private static @Nullable Long seconds(@Nullable String date) {
    var parsed = date == null ? null : DateUtils.parseDate(date);
    return parsed == null ? null : parsed.toInstant().getEpochSecond();
  }

  /** A list field may be spread over several lines (RFC 9110 §5.3). */
  private static @Nullable String field(HttpServletRequest request, String name) {
    return request.getHeader(name) == null
        ? null
        : String.join(",", Collections.list(request.getHeaders(name)));
  }
}
