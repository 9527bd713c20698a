package io.culvert.connector.cgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URLDecoder;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the front end says about the client's TLS connection, in the names of httpd's mod_ssl. As
 * trustworthy as whoever may connect to us; nothing of it was checked.
 */
public final class TlsVariables {

  private final MetaVariables meta;

  TlsVariables(MetaVariables meta) {
    this.meta = meta;
  }

  /** SSL_PROTOCOL, such as {@code TLSv1.3}. */
  public Optional<String> protocol() {
    return meta.find(MetaVariable.SSL_PROTOCOL);
  }

  /** SSL_CIPHER, the cipher suite's name as the front end's TLS library spells it. */
  public Optional<String> cipher() {
    return meta.find(MetaVariable.SSL_CIPHER);
  }

  /** SSL_CIPHER_USEKEYSIZE, the cipher's effective key size in bits. */
  public OptionalInt keySize() {
    long bits = Decimal.parse(meta.raw(MetaVariable.SSL_CIPHER_USEKEYSIZE), 5);
    return bits == Decimal.NONE ? OptionalInt.empty() : OptionalInt.of((int) bits);
  }

  /** SSL_SESSION_ID, hexadecimal. */
  public Optional<String> sessionId() {
    return meta.find(MetaVariable.SSL_SESSION_ID);
  }

  /**
   * SSL_CLIENT_CERT: the client's certificate as PEM text with line breaks. nginx sends it either
   * percent-encoded ({@code $ssl_client_escaped_cert}) or with lines indented by a tab ({@code
   * $ssl_client_cert}); both are undone. Empty also if the encoding is broken.
   */
  public Optional<String> clientCertificate() {
    return meta.find(MetaVariable.SSL_CLIENT_CERT).flatMap(TlsVariables::pem);
  }

  private static Optional<String> pem(String text) {
    if (text.indexOf('%') < 0) {
      return Optional.of(text.replace("\t", ""));
    }
    try {
      // base64 has '+', which form decoding would turn into a space
      return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), ISO_8859_1));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
