package io.culvert.container.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.culvert.container.identity.DigestAlgorithm;
import io.culvert.container.identity.Identity;
import io.culvert.container.identity.IdentitySource;
import io.culvert.container.identity.Proof;
import io.undertow.security.api.AuthenticationMechanism;
import io.undertow.security.api.SecurityContext;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * HTTP's Digest authentication (RFC 7616): SHA-256 where somebody has a secret for it, and MD5;
 * {@code qop=auth} only. Undertow's own knows MD5 alone, believes clients that send no count, and
 * takes a failing identity source for a wrong password.
 */
final class DigestMechanism implements AuthenticationMechanism {
  /** Set on a request whose nonce is not to be used any more. */
  private static final AttachmentKey<Boolean> STALE = AttachmentKey.create(Boolean.class);

  private final String name;
  private final String realm;
  private final IdentitySource source;
  private final Nonces nonces;

  DigestMechanism(String name, String realm, IdentitySource source, Nonces nonces) {
    this.name = name;
    this.realm = realm;
    this.source = source;
    this.nonces = nonces;
  }

  @Override
  public AuthenticationMechanismOutcome authenticate(
      HttpServerExchange exchange, SecurityContext context) {
    List<String> fields = exchange.getRequestHeaders().get(Headers.AUTHORIZATION);
    if (fields == null || fields.stream().noneMatch(DigestHeader::isDigest)) {
      return AuthenticationMechanismOutcome.NOT_ATTEMPTED;
    }
    Optional<Identity> identity =
        fields.size() == 1
            ? DigestHeader.parse(fields.getFirst()).flatMap(header -> check(exchange, header))
            : Optional.empty();
    if (identity.isEmpty()) {
      return AuthenticationMechanismOutcome.NOT_AUTHENTICATED;
    }
    context.authenticationComplete(KnownAccount.of(identity.get()), name, false);
    return AuthenticationMechanismOutcome.AUTHENTICATED;
  }

  private Optional<Identity> check(HttpServerExchange exchange, DigestHeader header) {
    Optional<DigestAlgorithm> algorithm = DigestAlgorithm.named(header.algorithm());
    if (algorithm.isEmpty()
        || !header.realm().equals(realm)
        || !header.uri().equals(target(exchange))) {
      return Optional.empty();
    }
    if (!nonces.isValid(header.nonce())) {
      return stale(exchange);
    }
    String method = exchange.getRequestMethod().toString();
    Proof proof =
        new Proof.Digest(
            algorithm.get(), realm, secret -> isAnswer(header, algorithm.get(), method, secret));
    Optional<Identity> identity =
        source.authenticate(header.username(), proof, Client.address(exchange));
    // only who knows the secret can use up a nonce
    return identity.isPresent() && !nonces.use(header.nonce(), header.count())
        ? stale(exchange)
        : identity;
  }

  private static Optional<Identity> stale(HttpServerExchange exchange) {
    exchange.putAttachment(STALE, true);
    return Optional.empty();
  }

  private static String target(HttpServerExchange exchange) {
    String query = exchange.getQueryString();
    return query.isEmpty() ? exchange.getRequestURI() : exchange.getRequestURI() + "?" + query;
  }

  private static boolean isAnswer(
      DigestHeader header, DigestAlgorithm algorithm, String method, String secret) {
    String expected =
        algorithm.hash(
            String.join(
                ":",
                secret,
                header.nonce(),
                header.nc(),
                header.cnonce(),
                "auth",
                algorithm.hash(method + ":" + header.uri())));
    return MessageDigest.isEqual(expected.getBytes(UTF_8), header.response().getBytes(UTF_8));
  }

  @Override
  public ChallengeResult sendChallenge(HttpServerExchange exchange, SecurityContext context) {
    Set<DigestAlgorithm> offered = source.digests(realm);
    String stale = exchange.getAttachment(STALE) == null ? "" : ", stale=true";
    String quoted = realm.replaceAll("[\"\\\\]", "\\\\$0");
    for (DigestAlgorithm algorithm : offered) {
      exchange
          .getResponseHeaders()
          .add(
              Headers.WWW_AUTHENTICATE,
              "Digest realm=\"%s\", qop=\"auth\", algorithm=%s, nonce=\"%s\"%s"
                  .formatted(quoted, algorithm.token(), nonces.next(), stale));
    }
    return offered.isEmpty()
        ? ChallengeResult.NOT_SENT
        : new ChallengeResult(true, StatusCodes.UNAUTHORIZED);
  }
}
