package io.culvert.connector.cgi;

/** Reads what HTTP has in the request line, and how long the content is. */
final class HeadReader {

  private static final int LONGEST_METHOD = 32;

  /** The digits of {@link Long#MAX_VALUE}. */
  private static final int MOST_DIGITS = 19;

  private final ValueCache<String> methods = new ValueCache<>(32, HeadReader::method);
  private final ValueCache<HttpProtocol> protocols = new ValueCache<>(16, HttpProtocol::of);
  private final TargetReader targets = new TargetReader();

  RequestHead read(MetaVariables meta) throws Refusal {
    if (!meta.has(MetaVariable.REQUEST_METHOD)) {
      throw Refusal.badRequest(
          "REQUEST_METHOD is missing: the front end sends no CGI parameters (nginx: put 'include"
              + " fastcgi_params;' beside fastcgi_pass)");
    }
    String method = methods.get(meta.pairs(), meta.pair(MetaVariable.REQUEST_METHOD));
    return new RequestHead(method, protocol(meta), targets.read(meta, method), contentLength(meta));
  }

  private HttpProtocol protocol(MetaVariables meta) throws Refusal {
    return meta.has(MetaVariable.SERVER_PROTOCOL)
        ? protocols.get(meta.pairs(), meta.pair(MetaVariable.SERVER_PROTOCOL))
        : HttpProtocol.HTTP_1_1;
  }

  private static String method(String text) throws Refusal {
    if (text.length() > LONGEST_METHOD || !Token.matches(text)) {
      throw Refusal.badRequest(
          "REQUEST_METHOD %s is not a token of at most %d characters"
              .formatted(Quoted.of(text), LONGEST_METHOD));
    }
    return text;
  }

  /** lighttpd sends -1 for the unknown length of an extended CONNECT. */
  private static long contentLength(MetaVariables meta) throws Refusal {
    String text = meta.raw(MetaVariable.CONTENT_LENGTH);
    if (text.isEmpty() || text.equals("-1")) {
      return CgiRequest.UNKNOWN_LENGTH;
    }
    long length = Decimal.parse(text, MOST_DIGITS);
    if (length == Decimal.NONE) {
      throw Refusal.badRequest(
          "CONTENT_LENGTH %s is not a number of bytes".formatted(Quoted.of(text)));
    }
    return length;
  }
}
