package io.culvert.connector.cgi;

import java.util.ArrayList;
import java.util.List;

/**
 * One path on its way to the canonical form, segment by segment, in the order of Servlet 6.1
 * §3.5.2: split at slashes, take parameters off, decode, drop empty segments, resolve dot segments.
 * Splitting before decoding is what keeps an encoded delimiter from becoming a delimiter.
 */
final class PathCanonicalizer {

  private static final int MOST_PARAMETERS = 100;

  private final String raw;
  private final StringBuilder canonical;
  private final List<PathParameter> parameters = new ArrayList<>();

  PathCanonicalizer(String raw) {
    this.raw = raw;
    this.canonical = new StringBuilder(raw.length());
  }

  RequestPath canonicalize() throws Refusal {
    int start = 1;
    for (int end; (end = raw.indexOf('/', start)) >= 0; start = end + 1) {
      segment(raw.substring(start, end), false);
    }
    segment(raw.substring(start), true);
    return new RequestPath(raw, canonical.toString(), List.copyOf(parameters));
  }

  private void segment(String segment, boolean last) throws Refusal {
    int semicolon = segment.indexOf(';');
    String encoded = semicolon < 0 ? segment : segment.substring(0, semicolon);
    String decoded = decode(encoded);
    if (semicolon >= 0) {
      addParameters(segment.substring(semicolon + 1));
    }
    boolean dots = decoded.equals(".") || decoded.equals("..");
    if (!dots && !decoded.isEmpty()) {
      canonical.append('/').append(decoded);
      return;
    }
    // "/ctx/;jsessionid=1" is what URL rewriting makes of "/ctx/", so the last one may be empty
    if (semicolon >= 0 && (dots || !last)) {
      throw suspicious("has an empty or dot segment with parameters");
    }
    if (dots && !encoded.equals(decoded)) {
      throw suspicious("has an encoded dot segment");
    }
    if (decoded.equals("..")) {
      removeLastSegment();
    }
    if (last) { // the slash before an empty or dot segment stays
      canonical.append('/');
    }
  }

  private void removeLastSegment() throws Refusal {
    if (canonical.isEmpty()) {
      throw suspicious("leads above the root");
    }
    canonical.setLength(canonical.lastIndexOf("/"));
  }

  private void addParameters(String text) throws Refusal {
    for (String parameter : text.split(";", -1)) {
      if (parameter.isEmpty()) {
        continue;
      }
      if (parameters.size() == MOST_PARAMETERS) {
        throw suspicious("has more than " + MOST_PARAMETERS + " parameters");
      }
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      parameters.add(new PathParameter(decode(name), decode(value)));
    }
  }

  private String decode(String encoded) throws Refusal {
    try {
      return PercentDecoder.decode(encoded);
    } catch (Refusal refusal) {
      throw suspicious(refusal.problem());
    }
  }

  private Refusal suspicious(String what) {
    return Refusal.badRequest("path " + Quoted.of(raw) + " " + what);
  }
}
