package io.culvert.container.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
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
  private static final int OF_USER = 5;
  private static final int OF_ADDRESS = 50;
  private static final int IPV6_NETWORK = 8;
  private static final int LONGEST_NAME = 100;
  private static final String AND = "; more from there are refused unseen for a while";

  private final Bounded<Source, Failures> failures;
  private final InstantSource clock;

  private record Failures(int count, Instant last, Instant until) {}

  FailedLogins(int most, InstantSource clock) {
    this.failures = new Bounded<>(most);
    this.clock = clock;
  }

  /** Remembers 20 000 users and addresses. */
  static FailedLogins usual() {
    return new FailedLogins(20_000, Clock.systemUTC());
  }

  boolean mustWait(String name, InetAddress client) {
    Instant now = clock.instant();
    return mustWait(Source.of(name, client), now) || mustWait(Source.of("", client), now);
  }

  private boolean mustWait(Source source, Instant now) {
    Failures found = failures.get(source);
    return found != null && now.isBefore(found.until());
  }

  void failed(String name, InetAddress client) {
    Source source = Source.of(name, client);
    if (count(source, OF_USER) == OF_USER) {
      LOG.warnf(
          "%d logins of '%s' failed from %s%s", OF_USER, source.name(), source.network(), AND);
    }
    if (count(Source.of("", client), OF_ADDRESS) == OF_ADDRESS) {
      LOG.warnf("%d logins failed from %s%s", OF_ADDRESS, source.network(), AND);
    }
  }

  private int count(Source source, int free) {
    Instant now = clock.instant();
    return failures.update(source, before -> after(before, free, now)).count();
  }

  private static Failures after(@Nullable Failures before, int free, Instant now) {
    int count = before != null && now.isBefore(before.last().plus(MEMORY)) ? before.count() + 1 : 1;
    return new Failures(count, now, now.plus(delay(count - free)));
  }

  private static Duration delay(int tooMany) {
    if (tooMany < 0) {
      return Duration.ZERO;
    }
    Duration doubled = FIRST_DELAY.multipliedBy(1L << Math.min(tooMany, 20));
    return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
  }

  void succeeded(String name, InetAddress client) {
    failures.remove(Source.of(name, client));
  }

  /**
   * Where failures came from.
   *
   * @param name of the user, or empty for all
   */
  private record Source(String name, String network) {
    static Source of(String name, InetAddress client) {
      return new Source(name.substring(0, Math.min(name.length(), LONGEST_NAME)), network(client));
    }

    /** Whoever has an IPv6 address mostly has all 2⁶⁴ beside it. */
    private static String network(InetAddress client) {
      return client instanceof Inet6Address
          ? HexFormat.of().formatHex(client.getAddress(), 0, IPV6_NETWORK) + "::/64"
          : client.getHostAddress();
    }
  }
}
