package io.culvert.connector.cgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsVariablesTest {

  private static final String PEM =
      "-----BEGIN CERTIFICATE-----\nMIIB+a/b\nAQ==\n-----END CERTIFICATE-----\n";

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
    assertEquals(Optional.empty(), tls.clientCertificate());
  }

  @Test
  void whatIsMissingOrNoNumberIsEmpty() {
    TlsVariables tls = requests.with("SSL_CIPHER_USEKEYSIZE", "many", "SSL_CIPHER", "").tls();
    assertEquals(OptionalInt.empty(), tls.keySize());
    assertEquals(Optional.empty(), tls.cipher());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PEM,
        "-----BEGIN CERTIFICATE-----\n\tMIIB+a/b\n\tAQ==\n\t-----END CERTIFICATE-----\n",
        "-----BEGIN%20CERTIFICATE-----%0AMIIB%2Ba%2Fb%0AAQ%3D%3D%0A-----END%20CERTIFICATE-----%0A",
        "-----BEGIN%20CERTIFICATE-----%0AMIIB+a/b%0AAQ==%0A-----END%20CERTIFICATE-----%0A",
      })
  void theClientsCertificateIsTheSamePemHoweverItWasSent(String sent) {
    assertEquals(
        Optional.of(PEM), requests.with("SSL_CLIENT_CERT", sent).tls().clientCertificate());
  }

  @Test
  void aBrokenCertificateIsNone() {
    assertEquals(
        Optional.empty(), requests.with("SSL_CLIENT_CERT", "%zz").tls().clientCertificate());
  }
}
