package io.culvert.connector.cgi;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.culvert.connector.wire.NameValuePairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the front end says about the client's TLS connection, in the names of httpd's mod_ssl. As
 * trustworthy as whoever may connect to us; nothing of it was checked.
 */
public final class TlsVariables {
  private static final byte[] CHAIN = "SSL_CLIENT_CERT_CHAIN_".getBytes(US_ASCII);

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

  /** SSL_CIPHER_USEKEYSIZE, the effective key size in bits; without it, by the cipher's name. */
  public OptionalInt keySize() {
    long bits = Decimal.parse(meta.raw(MetaVariable.SSL_CIPHER_USEKEYSIZE), 5);
    return bits == Decimal.NONE ? keySizeOf(cipher().orElse("")) : OptionalInt.of((int) bits);
  }

  /** In OpenSSL's names and in those of the RFCs; nginx has no variable for the size. */
  private static OptionalInt keySizeOf(String cipher) {
    String name = cipher.replace("_", "");
    if (name.contains("AES256") || name.contains("CHACHA20") || name.contains("CAMELLIA256")) {
      return OptionalInt.of(256);
    }
    return name.contains("AES128") || name.contains("CAMELLIA128")
        ? OptionalInt.of(128)
        : OptionalInt.empty();
  }

  /** SSL_SESSION_ID, hexadecimal. */
  public Optional<String> sessionId() {
    return meta.find(MetaVariable.SSL_SESSION_ID);
  }

  /** Whether the front end says anything about a client's certificate. */
  public boolean hasClientCertificate() {
    return meta.has(MetaVariable.SSL_CLIENT_CERT);
  }

  /**
   * The client's certificate and those that vouch for it, as PEM: SSL_CLIENT_CERT, then
   * SSL_CLIENT_CERT_CHAIN_0 and so on. Empty also if one of them is none, and if SSL_CLIENT_VERIFY
   * says that the front end could not verify it: nginx and httpd can be told to let such clients
   * through.
   */
  public Optional<String> clientCertificates() {
    Optional<String> verify = meta.find(MetaVariable.SSL_CLIENT_VERIFY);
    if (!hasClientCertificate() || verify.filter(said -> !said.equals("SUCCESS")).isPresent()) {
      return Optional.empty();
    }
    StringBuilder pem = new StringBuilder();
    for (String each : chain()) {
      Optional<String> certificate = ClientCertificates.pem(each);
      if (certificate.isEmpty()) {
        return Optional.empty();
      }
      pem.append(certificate.get());
    }
    return Optional.of(pem.toString());
  }

  private List<String> chain() {
    SortedMap<Integer, String> issuers = new TreeMap<>();
    NameValuePairs pairs = meta.pairs();
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.nameStartsWith(i, CHAIN) && pairs.valueLength(i) > 0) {
        int number = (int) Decimal.parse(pairs.name(i).substring(CHAIN.length), 2);
        if (number >= 0) {
          issuers.put(number, pairs.value(i));
        }
      }
    }
    List<String> chain = new ArrayList<>();
    chain.add(meta.raw(MetaVariable.SSL_CLIENT_CERT));
    chain.addAll(issuers.values());
    return chain;
  }
}
