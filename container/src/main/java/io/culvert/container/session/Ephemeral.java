package io.culvert.container.session;

import io.culvert.session.SessionId;
import io.culvert.session.SessionProofs;
import io.culvert.session.SessionProofs.Proof;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionTimes;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions of one application in which nothing is stored. They are stored nowhere: the client's
 * cookie proves that we gave out the id, and when.
 */
final class Ephemeral {
  /** Ids of sessions that have ended, of which somebody may still have a proof. */
  private static final int REMEMBERED = 65_536;

  /** A client is told anew when he was seen after this part of the time he may be idle. */
  private static final int PARTS = 20;

  private final String application;
  private final SessionProofs proofs;

  /** Its own lock guards it, for as long as one id is put in or looked up. */
  private final Set<SessionId> ended =
      Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

  /** Forgets the oldest. */
  private static final class Recent extends LinkedHashMap<SessionId, Boolean> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<SessionId, Boolean> eldest) {
      return size() > REMEMBERED;
    }
  }

  /**
   * @param application in its name ids are proved; those of others prove nothing here
   */
  Ephemeral(String application, SessionProofs proofs) {
    this.application = application;
    this.proofs = proofs;
  }

  /** A new session; the client learns of it with the id that is set next. */
  SessionSnapshot<Attribute> begin(
      HttpServerExchange exchange, SessionId id, Instant now, Duration timeout) {
    Instant created = now.truncatedTo(ChronoUnit.MILLIS);
    ProofCookie.issue(exchange, proofs.sign(application, id, new Proof(created, created)));
    return SessionSnapshot.beginning(id, created, timeout);
  }

  /** The session of this id, if the client can prove that we gave it out and it is not over. */
  Optional<Recognised> find(
      HttpServerExchange exchange, SessionId id, Instant now, Duration timeout) {
    return ProofCookie.presented(exchange)
        .flatMap(text -> proofs.verify(application, id, text))
        .filter(_ -> !ended.contains(id))
        .map(proof -> new Recognised(session(id, proof, timeout), isOld(proof, now, timeout)))
        .filter(recognised -> !recognised.session().times().isOver(now));
  }

  /**
   * A session that came back.
   *
   * @param stale whether the client should have a new proof of it
   */
  record Recognised(SessionSnapshot<Attribute> session, boolean stale) {}

  private static SessionSnapshot<Attribute> session(SessionId id, Proof proof, Duration timeout) {
    SessionTimes times =
        new SessionTimes(proof.created(), proof.seen(), proof.seen(), timeout, true);
    return new SessionSnapshot<>(id, 0, times, Map.of());
  }

  private static boolean isOld(Proof proof, Instant now, Duration timeout) {
    return timeout.isPositive() && now.isAfter(proof.seen().plus(timeout.dividedBy(PARTS)));
  }

  /** Has the client told, with the id that is set next, that he was seen now. */
  void renew(HttpServerExchange exchange, SessionSnapshot<Attribute> session, Instant now) {
    Proof proof = new Proof(session.times().created(), now);
    ProofCookie.issue(exchange, proofs.sign(application, session.id(), proof));
  }

  /** No proof brings back a session of this id. */
  void end(SessionId id) {
    ended.add(id);
  }
}
