package io.culvert.container.deploy;

import io.culvert.container.identity.IdentitySource;
import java.time.Duration;

/**
 * What applies to an application where its descriptor does not say otherwise.
 *
 * @param sessionTimeout how long an unused session lives, at least a second
 * @param asyncTimeout how long an asynchronous request may take, at least a millisecond
 * @param identities who may log in
 * @param frontEndLogins whether who the front end says is logged in counts as logged in
 * @param showErrors whether an error page shows the stack trace to a client on this machine; not
 *     where the front end passes on requests of others as its own
 */
public record AppDefaults(
    Duration sessionTimeout,
    Duration asyncTimeout,
    IdentitySource identities,
    boolean frontEndLogins,
    boolean showErrors) {
  /** Half an hour, half a minute (Servlet 6.1 §2.3.3.3), nobody, and no stack traces. */
  public static final AppDefaults STANDARD =
      new AppDefaults(
          Duration.ofMinutes(30), Duration.ofSeconds(30), IdentitySource.NOBODY, false, false);

  public AppDefaults {
    if (sessionTimeout.toSeconds() < 1 || sessionTimeout.toSeconds() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "session timeout %s must be at least a second".formatted(sessionTimeout));
    }
    if (asyncTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "async timeout %s must be at least a millisecond".formatted(asyncTimeout));
    }
  }

  /** The same, believing or not whom the front end says it has let in. */
  public AppDefaults withFrontEndLogins(boolean believed) {
    return new AppDefaults(sessionTimeout, asyncTimeout, identities, believed, showErrors);
  }
}
