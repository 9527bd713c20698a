package io.culvert.connector.cgi;

import io.culvert.connector.wire.NameValuePairs;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request as HTTP, read from the parameters of RFC 3875 and checked: no value holds a line break
 * or NUL, names and hosts have only the characters they may have, the path is canonical. Immutable.
 *
 * @param <N> how the caller represents header names
 */
public final class CgiRequest<N> implements CgiOutcome<N> {

  /** The {@link #contentLength()} of content whose length only its end will tell. */
  public static final long UNKNOWN_LENGTH = -1;

  private static final int LONGEST_NUMBER = 18;

  private final MetaVariables meta;
  private final RequestHead head;
  private final Origin origin;
  private final HeaderFields<N> headers;

  CgiRequest(MetaVariables meta, RequestHead head, Origin origin, HeaderFields<N> headers) {
    this.meta = meta;
    this.head = head;
    this.origin = origin;
    this.headers = headers;
  }

  /** A token of at most 32 characters (RFC 9110 §9.1); the same String object for usual methods. */
  public String method() {
    return head.method();
  }

  public HttpProtocol protocol() {
    return head.protocol();
  }

  public RequestTarget target() {
    return head.target();
  }

  /**
   * The length of the content in bytes, or {@link #UNKNOWN_LENGTH}: then there may be some
   * nevertheless, and it ends with STDIN.
   */
  public long contentLength() {
    return head.contentLength();
  }

  /**
   * The header fields in order, including exactly one Host, and Content-Type and Content-Length
   * from their meta-variables. Fields between client and front end (RFC 9110 §7.6.1) are not here.
   */
  public HeaderFields<N> headers() {
    return headers;
  }

  /** Whether the client used TLS: HTTPS is set and not "off", or REQUEST_SCHEME is https. */
  public boolean secure() {
    return origin.secure();
  }

  /** The host that the client asked for; without one, what the front end calls itself. */
  public HostPort host() {
    return origin.host();
  }

  /** The port of {@link #host()}, or the scheme's default. */
  public int serverPort() {
    int port = origin.host().port();
    return port != HostPort.NO_PORT ? port : secure() ? 443 : 80;
  }

  /**
   * The client's address and port. Loopback if the front end named no address, port 0 if it named
   * none. Has no host name, so that asking for one can't start a DNS query with {@link
   * InetSocketAddress#getHostString()}.
   */
  public InetSocketAddress clientAddress() {
    return new InetSocketAddress(origin.client(), port(MetaVariable.REMOTE_PORT));
  }

  /**
   * The address and port at which the front end took the request. Its host name is that of {@link
   * #host()}: without one, {@link InetAddress#getHostName()} would query DNS.
   */
  public InetSocketAddress localAddress() {
    try {
      InetAddress named = InetAddress.getByAddress(host().host(), origin.server().getAddress());
      return new InetSocketAddress(named, port(MetaVariable.SERVER_PORT));
    } catch (UnknownHostException e) {
      throw new AssertionError("the bytes of an address make no address", e);
    }
  }

  public TlsVariables tls() {
    return new TlsVariables(meta);
  }

  /**
   * REMOTE_USER. Only to be believed if the operator said so: some front ends copy it from the
   * Authorization field without having checked the password.
   */
  public Optional<String> claimedUser() {
    return meta.find(MetaVariable.REMOTE_USER);
  }

  /** AUTH_TYPE, with the same reservation as {@link #claimedUser()}. */
  public Optional<String> claimedAuthType() {
    return meta.find(MetaVariable.AUTH_TYPE);
  }

  /** REMOTE_PASSWD, as httpd sends it to an Authorizer. Must not be logged. */
  public Optional<String> claimedPassword() {
    return meta.find(MetaVariable.REMOTE_PASSWD);
  }

  /** FCGI_APACHE_ROLE: what httpd asks an Authorizer, such as {@code AUTHENTICATOR}. */
  public Optional<String> apacheRole() {
    return meta.find(MetaVariable.FCGI_APACHE_ROLE);
  }

  /** FCGI_DATA_LENGTH: the bytes of a Filter's file; empty if absent or no number. */
  public OptionalLong dataLength() {
    return number(MetaVariable.FCGI_DATA_LENGTH);
  }

  /** FCGI_DATA_LAST_MOD: seconds since 1970; empty if absent or no number. */
  public OptionalLong dataLastModified() {
    return number(MetaVariable.FCGI_DATA_LAST_MOD);
  }

  private OptionalLong number(MetaVariable variable) {
    long number = Decimal.parse(meta.raw(variable), LONGEST_NUMBER);
    return number == Decimal.NONE ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** SERVER_SOFTWARE, such as {@code nginx/1.28.0}. */
  public Optional<String> serverSoftware() {
    return meta.find(MetaVariable.SERVER_SOFTWARE);
  }

  /** Everything as it was sent, unchecked but for NUL. */
  public NameValuePairs params() {
    return meta.pairs();
  }

  private int port(MetaVariable variable) {
    return Decimal.port(meta.raw(variable));
  }
}
