package io.culvert.connector.undertow;

import io.culvert.connector.cgi.CgiRequest;
import io.culvert.connector.cgi.TlsVariables;
import io.undertow.server.BasicSSLSessionInfo;
import io.undertow.server.SSLSessionInfo;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The client's TLS session as far as the front end tells of it (Servlet 6.1 §3.10). */
final class TlsInfo {
  private static final Logger LOG = Logger.getLogger(TlsInfo.class);

  private TlsInfo() {}

  /** Null if the client came without TLS, or nothing is known of its session. */
  static @Nullable SSLSessionInfo of(CgiRequest<?> request) {
    TlsVariables tls = request.tls();
    if (!request.secure() || (tls.cipher().isEmpty() && tls.clientCertificate().isEmpty())) {
      return null;
    }
    return of(tls, tls.clientCertificate().orElse(null));
  }

  private static SSLSessionInfo of(TlsVariables tls, @Nullable String certificate) {
    try {
      return info(tls, certificate);
    } catch (Exception e) {
      if (certificate == null) {
        throw new IllegalStateException("there is no certificate that could be wrong", e);
      }
      LOG.infof("SSL_CLIENT_CERT is no certificate; the request goes on without one: %s", e);
      return of(tls, null);
    }
  }

  /** Declares what Undertow's constructor declares, which is a type that is to leave the JDK. */
  private static SSLSessionInfo info(TlsVariables tls, @Nullable String certificate)
      throws Exception {
    @Nullable Integer keySize =
        tls.keySize().isPresent() ? Integer.valueOf(tls.keySize().getAsInt()) : null;
    return new BasicSSLSessionInfo(
        tls.sessionId().orElse(null),
        tls.cipher().orElse("unknown"),
        certificate,
        keySize,
        tls.protocol().orElse(null));
  }
}
