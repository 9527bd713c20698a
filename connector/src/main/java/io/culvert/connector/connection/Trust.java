package io.culvert.connector.connection;

/**
 * What is believed of requests that come by a listener, beyond what every front end is asked for.
 * Only to be set if nobody but the front end can connect there, and if it vouches for what it says:
 * some send the user's name from an {@code Authorization} header that nobody verified.
 *
 * @param remoteUser whether {@code REMOTE_USER} and {@code AUTH_TYPE} name an authenticated user
 * @param tls whether {@code SSL_*} describe the client's TLS session and its certificate
 */
public record Trust(boolean remoteUser, boolean tls) {
  /** Believes none of it. */
  public static final Trust NOTHING = new Trust(false, false);
}
