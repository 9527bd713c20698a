package io.culvert.container.identity;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed logins, of a user from an address and of an address with all users. Who has failed
 * too often is turned away for a second, and twice as long after every further failure, up to five
 * minutes; no thread waits for that. Only from where the failures came: nobody can lock out a user
 * elsewhere. Any thread.
 */
final class FailedLogins {
  private static final Logger LOG = Logger.getLogger(FailedLogins.class);
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
  private static final Duration MEMORY = Duration.ofMinutes(15);
  private static final String AND = "; more from there are refused unseen for a while";

  private final Bounded<Source, Failures> failures;
  private final UnderWay underWay;
  private final InstantSource clock;

  private record Failures(int count, Instant last, Instant until) {}

  FailedLogins(int most, InstantSource clock) {
    this(most, new UnderWay(64, Duration.ofSeconds(5)), clock);
  }

  FailedLogins(int most, UnderWay underWay, InstantSource clock) {
    this.failures = new Bounded<>(most);
    this.underWay = underWay;
    this.clock = clock;
  }

  /** Remembers 20 000 users and addresses; 64 logins may wait for five seconds. */
  static FailedLogins usual() {
    return new FailedLogins(20_000, Clock.systemUTC());
  }

  boolean mustWait(String name, InetAddress client) {
    Source.User user = Source.User.of(name, client);
    return mustWait(user) || mustWait(user.everybody());
  }

  /**
   * Begins to check something. It counts as failed until it is known to be something else, so that
   * nobody has more guesses by making them at once; who would make one too many waits until others
   * are known.
   *
   * @return nothing if too many have failed; otherwise to be closed when it is known
   * @throws UnavailableException if it takes too long until others are known
   */
  Optional<Guess> begin(String name, InetAddress client) {
    Source.User user = Source.User.of(name, client);
    Source.Everybody all = user.everybody();
    return underWay
        .enter(() -> mustWait(user) || mustWait(all), room(user), room(all))
        .map(place -> new Guess(user, all, place));
  }

  /** Forgets the failures of a user who has logged in. */
  void forgive(String name, InetAddress client) {
    failures.remove(Source.User.of(name, client));
  }

  private boolean mustWait(Source source) {
    Failures found = failures.get(source);
    return found != null && clock.instant().isBefore(found.until());
  }

  /** How many may fail until somebody has to wait; one always may. */
  private UnderWay.Room room(Source source) {
    return new UnderWay.Room(source, () -> Math.max(1, source.free() - recent(source)));
  }

  private int recent(Source source) {
    return counted(failures.get(source), clock.instant());
  }

  /** What is being checked. */
  final class Guess implements AutoCloseable {
    private final Source.User user;
    private final Source.Everybody all;
    private final UnderWay.Place place;

    private Guess(Source.User user, Source.Everybody all, UnderWay.Place place) {
      this.user = user;
      this.all = all;
      this.place = place;
    }

    void failed() {
      if (count(user) == user.free()) {
        LOG.warnf(
            "%d logins of '%s' failed from %s%s", user.free(), user.name(), user.network(), AND);
      }
      if (count(all) == all.free()) {
        LOG.warnf("%d logins failed from %s%s", all.free(), all.network(), AND);
      }
    }

    void succeeded() {
      failures.remove(user);
    }

    @Override
    public void close() {
      place.close();
    }
  }

  private int count(Source source) {
    Instant now = clock.instant();
    return failures.update(source, before -> after(before, source.free(), now)).count();
  }

  private static Failures after(@Nullable Failures before, int free, Instant now) {
    int count = counted(before, now) + 1;
    return new Failures(count, now, now.plus(delay(count - free)));
  }

  private static int counted(@Nullable Failures before, Instant now) {
    return before != null && now.isBefore(before.last().plus(MEMORY)) ? before.count() : 0;
  }

  private static Duration delay(int tooMany) {
    if (tooMany < 0) {
      return Duration.ZERO;
    }
    Duration doubled = FIRST_DELAY.multipliedBy(1L << Math.min(tooMany, 20));
    return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
  }
}
