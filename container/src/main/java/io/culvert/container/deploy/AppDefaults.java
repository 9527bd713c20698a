package io.culvert.container.deploy;

import io.culvert.container.datasource.DataSources;
import io.culvert.container.identity.IdentitySource;
import java.time.Duration;

/**
 * What applies to an application where its descriptor does not say otherwise.
 *
 * @param sessionTimeout how long an unused session lives, at least a second
 * @param asyncTimeout how long an asynchronous request may take, at least a millisecond
 * @param identities who may log in
 * @param frontEndLogins whether who the front end says is logged in counts as logged in
 * @param httpsPort where plain requests are sent that have to come by HTTPS
 * @param showErrors whether an error page shows the stack trace to a client on this machine; not
 *     where the front end passes on requests of others as its own
 * @param dataSources those of the server, and where applications' own are made
 * @param neighbours which other applications it may dispatch requests to
 */
public record AppDefaults(
    Duration sessionTimeout,
    Duration asyncTimeout,
    IdentitySource identities,
    boolean frontEndLogins,
    int httpsPort,
    boolean showErrors,
    DataSources dataSources,
    Neighbours neighbours) {
  /**
   * Half an hour, half a minute (Servlet 6.1 §2.3.3.3), nobody, no stack traces, no databases,
   * alone.
   */
  public static final AppDefaults STANDARD =
      new AppDefaults(
          Duration.ofMinutes(30), Duration.ofSeconds(30), IdentitySource.NOBODY, false, 443, false);

  /** Without data sources of the server. */
  public AppDefaults(
      Duration sessionTimeout,
      Duration asyncTimeout,
      IdentitySource identities,
      boolean frontEndLogins,
      int httpsPort,
      boolean showErrors) {
    this(
        sessionTimeout,
        asyncTimeout,
        identities,
        frontEndLogins,
        httpsPort,
        showErrors,
        DataSources.none(),
        Neighbours.NONE);
  }

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

  /**
   * The same for users who are known.
   *
   * @param believed whether those are let in whom the front end says it has let in
   */
  public AppDefaults withLogins(IdentitySource users, boolean believed) {
    return new AppDefaults(
        sessionTimeout,
        asyncTimeout,
        users,
        believed,
        httpsPort,
        showErrors,
        dataSources,
        neighbours);
  }

  /** The same with another port for HTTPS. */
  public AppDefaults withHttpsPort(int port) {
    return new AppDefaults(
        sessionTimeout,
        asyncTimeout,
        identities,
        frontEndLogins,
        port,
        showErrors,
        dataSources,
        neighbours);
  }

  /** The same, with the server's data sources. */
  public AppDefaults withDataSources(DataSources shared) {
    return new AppDefaults(
        sessionTimeout,
        asyncTimeout,
        identities,
        frontEndLogins,
        httpsPort,
        showErrors,
        shared,
        neighbours);
  }

  /** The same, with neighbours. */
  public AppDefaults withNeighbours(Neighbours others) {
    return new AppDefaults(
        sessionTimeout,
        asyncTimeout,
        identities,
        frontEndLogins,
        httpsPort,
        showErrors,
        dataSources,
        others);
  }
}
