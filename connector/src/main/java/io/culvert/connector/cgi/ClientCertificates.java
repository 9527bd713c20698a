package io.culvert.connector.cgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URLDecoder;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates (RFC 7468 §5) in the forms in which front ends send them: as PEM, with tabs or
 * blanks in the place of its line breaks ({@code $ssl_client_cert} of nginx has tabs),
 * percent-encoded ({@code $ssl_client_escaped_cert}), or as the bare base64 of DER (HAProxy,
 * Caddy).
 */
final class ClientCertificates {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  /** The quantifier is possessive: what a client's certificate holds must not cost time. */
  private static final Pattern PEM = Pattern.compile(BEGIN + "([^-]*+)" + END);

  private ClientCertificates() {}

  /** The same as PEM, one line for each certificate's content; empty if it is none. */
  static Optional<String> pem(String sent) {
    try {
      return normalized(sent.indexOf('%') < 0 ? sent : percentDecoded(sent));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Base64 has '+', which form decoding would turn into a space. */
  private static String percentDecoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), ISO_8859_1);
  }

  private static Optional<String> normalized(String text) {
    StringBuilder pem = new StringBuilder(text.length());
    if (!text.contains(BEGIN)) {
      append(pem, text);
      return Optional.of(pem.toString());
    }
    Matcher certificates = PEM.matcher(text);
    while (certificates.find()) {
      append(pem, certificates.group(1));
    }
    return pem.isEmpty() ? Optional.empty() : Optional.of(pem.toString());
  }

  private static void append(StringBuilder pem, String content) {
    String base64 = content.replaceAll("\\s", "");
    if (base64.isEmpty()) {
      throw new IllegalArgumentException("there is nothing in it");
    }
    byte[] der = Base64.getDecoder().decode(base64);
    pem.append(BEGIN).append('\n');
    pem.append(Base64.getEncoder().encodeToString(der)).append('\n');
    pem.append(END).append('\n');
  }
}
