package io.culvert.connector.cgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;

/**
 * Finds what a request is about. REQUEST_URI is the only parameter that means the same with every
 * front end, so it decides; SCRIPT_NAME and PATH_INFO, which are decoded and split differently
 * everywhere, stand in only where it is missing.
 */
final class TargetReader {

  private static final RequestPath ASTERISK = new RequestPath("*", "*", List.of());
  private static final String UNENCODED = "-._~!$&'()*+,=:@/";

  RequestTarget read(MetaVariables meta, String method) throws Refusal {
    String uri = meta.text(MetaVariable.REQUEST_URI);
    if (uri.isEmpty()) {
      uri = fromScriptNameAndPathInfo(meta);
    }
    if (uri.equals("*") && method.equals("OPTIONS")) {
      return new RequestTarget(uri, ASTERISK, "", "");
    }
    return uri.startsWith("/") ? originForm(uri, "", meta) : absoluteForm(uri, meta);
  }

  private static RequestTarget originForm(String uri, String authority, MetaVariables meta)
      throws Refusal {
    String whole = uri;
    int question = uri.indexOf('?');
    if (question < 0 && meta.has(MetaVariable.QUERY_STRING)) { // a rewrite of the front end
      question = uri.length();
      whole = uri + "?" + meta.text(MetaVariable.QUERY_STRING);
    }
    RequestPath path = RequestPath.of(question < 0 ? whole : whole.substring(0, question));
    String query = question < 0 ? "" : whole.substring(question + 1);
    checkQuery(query);
    return new RequestTarget(whole, path, query, authority);
  }

  private static RequestTarget absoluteForm(String uri, MetaVariables meta) throws Refusal {
    int colon = uri.indexOf("://");
    String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw Refusal.badRequest(
          "REQUEST_URI " + Quoted.of(uri) + " does not begin with '/' or http(s)://");
    }
    int authorityStart = colon + 3;
    int authorityEnd = authorityStart;
    while (authorityEnd < uri.length() && "/?".indexOf(uri.charAt(authorityEnd)) < 0) {
      authorityEnd++;
    }
    String authority = uri.substring(authorityStart, authorityEnd);
    if (authority.isEmpty()) {
      throw Refusal.badRequest("REQUEST_URI " + Quoted.of(uri) + " has no host");
    }
    String rest = uri.substring(authorityEnd);
    return originForm(rest.startsWith("/") ? rest : "/" + rest, authority, meta);
  }

  private static String fromScriptNameAndPathInfo(MetaVariables meta) throws Refusal {
    String decoded = meta.raw(MetaVariable.SCRIPT_NAME) + meta.raw(MetaVariable.PATH_INFO);
    if (decoded.isEmpty()) {
      throw Refusal.badRequest(
          "REQUEST_URI is missing, and SCRIPT_NAME and PATH_INFO too: the front end must send"
              + " REQUEST_URI (nginx: 'include fastcgi_params;')");
    }
    StringBuilder encoded = new StringBuilder(decoded.length() + 16);
    for (byte b : decoded.getBytes(ISO_8859_1)) {
      char c = (char) (b & 0xFF);
      if (Ascii.isLetterOrDigit(c) || UNENCODED.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append("%%%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }

  /**
   * More than RFC 3986 allows, because browsers send {@code |}, braces and the like as they are.
   */
  private static void checkQuery(String query) throws Refusal {
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c <= ' ' || c >= 0x7F || c == '#') {
        throw Refusal.badRequest(
            "query " + Quoted.of(query) + " has a character that must be percent-encoded");
      }
    }
  }
}
