package io.culvert.connector.cgi;

import java.util.List;

/**
 * The path of a request, as it was sent and in the canonical form that contexts, servlets and
 * security constraints are matched against: decoded, without path parameters, empty segments and
 * dot segments (Servlet 6.1 §3.5.2). Where the specification leaves a choice the answer is no: see
 * {@link #parse}.
 */
public final class RequestPath implements PathOutcome {

  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (char c = '!'; c < 0x7F; c++) {
      PLAIN[c] = "%;\\#?./".indexOf(c) < 0;
    }
  }

  private final String raw;
  private final String canonical;
  private final List<PathParameter> parameters;

  RequestPath(String raw, String canonical, List<PathParameter> parameters) {
    this.raw = raw;
    this.canonical = canonical;
    this.parameters = parameters;
  }

  /**
   * Canonicalises a path. Refused are: a path that does not begin with {@code /}; raw bytes that no
   * URI may have (control characters, space, beyond ASCII), {@code #} and {@code ?}; a backslash or
   * an encoded slash or backslash; malformed percent-encoding and malformed or overlong UTF-8;
   * encoded control characters; dot segments that are encoded, carry parameters or lead above the
   * root; empty segments with parameters, except at the end, where URL rewriting puts the session
   * id of {@code /context/;jsessionid=1}.
   *
   * @param raw the path of a request target, still encoded, without query; one char per byte
   */
  public static PathOutcome parse(String raw) {
    try {
      return of(raw);
    } catch (Refusal refusal) {
      return new SuspiciousPath(refusal.problem());
    }
  }

  static RequestPath of(String raw) throws Refusal {
    if (!raw.startsWith("/")) {
      throw Refusal.badRequest("path " + Quoted.of(raw) + " does not begin with '/'");
    }
    return isPlain(raw)
        ? new RequestPath(raw, raw, List.of())
        : new PathCanonicalizer(raw).canonicalize();
  }

  /** The path as it was sent, for {@code HttpServletRequest.getRequestURI()}. */
  public String raw() {
    return raw;
  }

  /** The canonical path; always begins with {@code /}, except for the {@code *} of OPTIONS. */
  public String canonical() {
    return canonical;
  }

  /** The parameters of all segments in order, for instance {@code jsessionid}; usually none. */
  public List<PathParameter> parameters() {
    return parameters;
  }

  @Override
  public String toString() {
    return canonical;
  }

  /**
   * Whether nothing can be done to this path. A dot may stand anywhere but at a segment's start.
   */
  private static boolean isPlain(String raw) {
    char previous = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      boolean plain = c < PLAIN.length && (PLAIN[c] || (previous != '/' && (c == '.' || c == '/')));
      if (!plain) {
        return false;
      }
      previous = c;
    }
    return true;
  }
}
