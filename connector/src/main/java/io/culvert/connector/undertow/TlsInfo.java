package io.culvert.connector.undertow;

import io.culvert.connector.cgi.CgiRequest;
import io.culvert.connector.cgi.TlsVariables;
import io.culvert.connector.connection.Trust;
import io.undertow.server.BasicSSLSessionInfo;
import io.undertow.server.SSLSessionInfo;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The client's TLS session as far as the front end tells of it (Servlet 6.1 §3.10). Any thread. */
final class TlsInfo {
  private static final Logger LOG = Logger.getLogger(TlsInfo.class);

  private final AtomicBoolean complained = new AtomicBoolean();

  /**
   * Null if the client came without TLS, or nothing is known of its session.
   *
   * @param trust whether anything of it is to be believed
   */
  @Nullable SSLSessionInfo of(CgiRequest<?> request, Trust trust) {
    if (!trust.tls() || !request.secure()) {
      return null;
    }
    TlsVariables tls = request.tls();
    if (tls.cipher().isEmpty() && tls.protocol().isEmpty() && !tls.hasClientCertificate()) {
      return null;
    }
    return of(tls, tls.clientCertificates().orElse(null));
  }

  private SSLSessionInfo of(TlsVariables tls, @Nullable String certificates) {
    try {
      if (certificates == null && tls.hasClientCertificate()) {
        complain("it cannot be read, or SSL_CLIENT_VERIFY is not SUCCESS");
      }
      return info(tls, certificates);
    } catch (Exception e) {
      if (certificates == null) {
        throw new IllegalStateException("there is no certificate that could be wrong", e);
      }
      complain(e.toString());
      return of(tls, null);
    }
  }

  /** Once is enough to find a mistake in a configuration; a client could fill the log. */
  private void complain(String why) {
    if (complained.compareAndSet(false, true)) {
      LOG.warnf(
          "the client certificate in SSL_CLIENT_CERT or SSL_CLIENT_CERT_CHAIN_n is not believed: %s;"
              + " the request goes on without one, and later ones will without a word",
          why);
    }
  }

  /** Declares what Undertow's constructor declares, which is a type that is to leave the JDK. */
  private static SSLSessionInfo info(TlsVariables tls, @Nullable String certificates)
      throws Exception {
    @Nullable Integer keySize =
        tls.keySize().isPresent() ? Integer.valueOf(tls.keySize().getAsInt()) : null;
    return new BasicSSLSessionInfo(
        tls.sessionId().orElse(null),
        tls.cipher().orElse("unknown"),
        certificates,
        keySize,
        tls.protocol().orElse(null));
  }
}
