package io.culvert.container.deploy;

import io.culvert.container.identity.DigestAlgorithm;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that knows a password and answers a Digest challenge (RFC 7616 §3.4). */
record DigestAnswer(DigestAlgorithm algorithm, String user, String password, String nonce) {
  /** Answers a challenge for this algorithm; {@code stale} or not. */
  static DigestAnswer to(
      BridgedApp.Answer challenged, DigestAlgorithm algorithm, String user, String password) {
    String challenge =
        challenged.all("WWW-Authenticate").stream()
            .filter(each -> each.contains("algorithm=" + algorithm.token()))
            .findFirst()
            .orElseThrow();
    Matcher nonce = Pattern.compile("nonce=\"([^\"]+)\"").matcher(challenge);
    if (!nonce.find()) {
      throw new AssertionError(challenge);
    }
    return new DigestAnswer(algorithm, user, password, nonce.group(1));
  }

  /** The header field for a request, which must be the {@code count}th with this nonce. */
  String field(String method, String uri, int count) {
    String nc = "%08x".formatted(count);
    String secret = algorithm.secret(user, TestUsers.REALM, password.toCharArray());
    String hash = algorithm.hash(method + ":" + uri);
    String response = algorithm.hash(String.join(":", secret, nonce, nc, "cnonce", "auth", hash));
    return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=%s, qop=auth, nc=%s, cnonce=\"cnonce\", response=\"%s\""
        .formatted(
            user,
            TestUsers.REALM.replace("\"", "\\\""),
            nonce,
            uri,
            algorithm.token(),
            nc,
            response);
  }
}
