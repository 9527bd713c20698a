package io.culvert.connector.cgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsVariablesTest {

  private static final String PEM =
      "-----BEGIN CERTIFICATE-----\nMIIB+a/bAQ==\n-----END CERTIFICATE-----\n";

  private final Requests requests = new Requests();

  @Test
  void theConnectionIsDescribed() {
    TlsVariables tls =
        requests
            .with(
                "SSL_PROTOCOL", "TLSv1.3",
                "SSL_CIPHER", "TLS_AES_256_GCM_SHA384",
                "SSL_CIPHER_USEKEYSIZE", "256",
                "SSL_SESSION_ID", "00ff")
            .tls();
    assertEquals(Optional.of("TLSv1.3"), tls.protocol());
    assertEquals(Optional.of("TLS_AES_256_GCM_SHA384"), tls.cipher());
    assertEquals(OptionalInt.of(256), tls.keySize());
    assertEquals(Optional.of("00ff"), tls.sessionId());
    assertEquals(Optional.empty(), tls.clientCertificates());
  }

  @Test
  void whatIsMissingOrNoNumberIsEmpty() {
    TlsVariables tls = requests.with("SSL_CIPHER_USEKEYSIZE", "many", "SSL_CIPHER", "").tls();
    assertEquals(OptionalInt.empty(), tls.keySize());
    assertEquals(Optional.empty(), tls.cipher());
  }

  @ParameterizedTest
  @CsvSource({
    "TLS_AES_256_GCM_SHA384, 256",
    "TLS_CHACHA20_POLY1305_SHA256, 256",
    "ECDHE-RSA-AES128-GCM-SHA256, 128"
  })
  void aKeySizeThatIsNotSentFollowsFromTheCipher(String cipher, int bits) {
    assertEquals(OptionalInt.of(bits), requests.with("SSL_CIPHER", cipher).tls().keySize());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PEM,
        "MIIB+a/bAQ==",
        "-----BEGIN CERTIFICATE----- MIIB+a/b AQ== -----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\nMIIB+a/b\nAQ==\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n\tMIIB+a/b\n\tAQ==\n\t-----END CERTIFICATE-----\n",
        "-----BEGIN%20CERTIFICATE-----%0AMIIB%2Ba%2Fb%0AAQ%3D%3D%0A-----END%20CERTIFICATE-----%0A",
        "-----BEGIN%20CERTIFICATE-----%0AMIIB+a/b%0AAQ==%0A-----END%20CERTIFICATE-----%0A",
      })
  void theClientsCertificateIsTheSamePemHoweverItWasSent(String sent) {
    assertEquals(
        Optional.of(PEM), requests.with("SSL_CLIENT_CERT", sent).tls().clientCertificates());
  }

  @Test
  void theCertificatesThatVouchForItFollowInTheirOrder() {
    TlsVariables tls =
        requests
            .with(
                "SSL_CLIENT_CERT_CHAIN_10", "EEEE",
                "SSL_CLIENT_CERT_CHAIN_1", "CCCC",
                "SSL_CLIENT_CERT_CHAIN_0", "BBBB",
                "SSL_CLIENT_CERT_CHAIN_2", "",
                "SSL_CLIENT_CERT", "AAAA")
            .tls();
    assertEquals(
        Optional.of("AAAA BBBB CCCC EEEE"),
        tls.clientCertificates()
            .map(pem -> pem.replaceAll("-----[A-Z ]*-----", "").strip().replaceAll("\\s+", " ")));
  }

  @ParameterizedTest
  @CsvSource({"SUCCESS, true", "NONE, false", "FAILED:self-signed, false", "GENEROUS, false"})
  void aCertificateThatTheFrontEndCouldNotVerifyIsNone(String verify, boolean there) {
    TlsVariables tls = requests.with("SSL_CLIENT_CERT", PEM, "SSL_CLIENT_VERIFY", verify).tls();
    assertEquals(there, tls.clientCertificates().isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%zz",
        "nonsense!",
        "%",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN CERTIFICATE----------END CERTIFICATE-----",
        " "
      })
  void aBrokenCertificateIsNone(String broken) {
    assertEquals(
        Optional.empty(), requests.with("SSL_CLIENT_CERT", broken).tls().clientCertificates());
    assertEquals(
        Optional.empty(),
        requests
            .with("SSL_CLIENT_CERT", PEM, "SSL_CLIENT_CERT_CHAIN_0", broken)
            .tls()
            .clientCertificates());
  }
}
