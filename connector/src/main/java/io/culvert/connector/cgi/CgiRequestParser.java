package io.culvert.connector.cgi;

import io.culvert.connector.wire.NameValuePairs;

/**
 * Reads requests out of their parameters. One parser serves a whole server: it remembers header
 * names, hosts, methods and addresses that come again, in bounded tables that threads share without
 * locks.
 *
 * @param <N> how the caller represents header names
 */
public final class CgiRequestParser<N> {

  private static final String HEAD = "HEAD";

  private final HeaderNames<N> names;
  private final int maxHeaders;
  private final N host;
  private final N contentType;
  private final N contentLength;
  private final MetaVariables.Names metaNames = new MetaVariables.Names();
  private final HeadReader heads = new HeadReader();
  private final OriginReader origins = new OriginReader();

  /**
   * @param maxHeaders more header fields than this are answered with 431
   */
  public CgiRequestParser(HeaderNames<N> names, int maxHeaders) {
    this.names = names;
    this.maxHeaders = maxHeaders;
    this.host = names.named("Host");
    this.contentType = names.named("Content-Type");
    this.contentLength = names.named("Content-Length");
  }

  /** A {@link CgiRequest}, or a {@link CgiRejection} if it must not be served. */
  public CgiOutcome<N> parse(NameValuePairs pairs) {
    MetaVariables meta = new MetaVariables(pairs);
    try {
      return read(meta);
    } catch (Refusal refusal) {
      boolean head = meta.raw(MetaVariable.REQUEST_METHOD).equals(HEAD);
      return new CgiRejection<>(refusal.status(), refusal.problem(), head);
    }
  }

  private CgiRequest<N> read(MetaVariables meta) throws Refusal {
    HeaderFields.Builder<N> headers = sort(meta);
    RequestHead head = heads.read(meta);
    Origin origin = origins.read(meta, head.target());
    meta.checkLine(MetaVariable.REMOTE_USER);
    meta.checkLine(MetaVariable.AUTH_TYPE);
    headers.add(host, origin.host().text());
    addContentFields(headers, meta, head);
    return new CgiRequest<>(meta, head, origin, headers.build());
  }

  /** Tells header fields, known meta-variables and all the rest apart. */
  private HeaderFields.Builder<N> sort(MetaVariables meta) throws Refusal {
    NameValuePairs pairs = meta.pairs();
    HeaderFields.Builder<N> headers = new HeaderFields.Builder<>(pairs.size());
    int count = 0;
    for (int i = 0; i < pairs.size(); i++) {
      if (!HeaderNames.isHeader(pairs, i)) {
        meta.put(metaNames.get(pairs, i), i);
        continue;
      }
      if (++count > maxHeaders) {
        throw new Refusal(431, "more than " + maxHeaders + " header fields");
      }
      addHeader(headers, meta, i);
    }
    return headers;
  }

  private void addHeader(HeaderFields.Builder<N> headers, MetaVariables meta, int i)
      throws Refusal {
    HeaderName<N> header = names.get(meta.pairs(), i);
    if (header == null) {
      return;
    }
    switch (header.rule()) {
      case PASS -> headers.add(header.name(), Line.checked(meta.pairs(), i));
      case HOST -> meta.put(MetaVariable.HTTP_HOST, i);
      case DROP -> {}
    }
  }

  private void addContentFields(
      HeaderFields.Builder<N> headers, MetaVariables meta, RequestHead head) throws Refusal {
    if (meta.has(MetaVariable.CONTENT_TYPE)) {
      headers.add(contentType, meta.text(MetaVariable.CONTENT_TYPE));
    }
    if (head.contentLength() != CgiRequest.UNKNOWN_LENGTH) {
      headers.add(contentLength, Long.toString(head.contentLength()));
    }
  }
}
