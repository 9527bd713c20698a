package io.culvert.bench.micro;

import io.culvert.session.RandomSessionIds;
import io.culvert.session.SessionId;
import io.culvert.session.SessionIds;
import io.culvert.session.SessionProofs;
import io.culvert.session.SessionProofs.Proof;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a session costs that is promised by a cookie and stored nowhere. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SessionBenchmark {
  private static final String APPLICATION = "/shop";

  private final SessionIds ids = new RandomSessionIds(new SecureRandom());
  private final SessionProofs proofs = new SessionProofs(new byte[SessionProofs.KEY_BYTES]);
  private final SessionId id = ids.next();
  private final Proof proof = new Proof(Instant.EPOCH, Instant.EPOCH);
  private final String signed = proofs.sign(APPLICATION, id, proof);

  /** A new id. */
  @Benchmark
  public SessionId newSessionId() {
    return ids.next();
  }

  /** The proof that goes out with it. */
  @Benchmark
  public String signSession() {
    return proofs.sign(APPLICATION, id, proof);
  }

  /** The same when it comes back. */
  @Benchmark
  public Optional<Proof> verifySession() {
    return proofs.verify(APPLICATION, id, signed);
  }
}
