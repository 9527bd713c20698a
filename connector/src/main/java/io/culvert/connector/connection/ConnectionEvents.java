package io.culvert.connector.connection;

import java.net.SocketAddress;

/**
 * Hears what happens on connections; logging and counting stand behind it. Called on hot paths by
 * any thread: an observer must be quick and must not throw.
 */
public interface ConnectionEvents {
  /** Hears nothing. */
  ConnectionEvents NONE = new ConnectionEvents() {};

  default void connectionOpened(SocketAddress peer) {}

  /** A peer was hung up on because it is none of the front ends that may connect. */
  default void connectionRejected(SocketAddress peer) {}

  default void connectionClosed(SocketAddress peer) {}

  /** So many bytes of records were read from a connection. */
  default void bytesReceived(int count) {}

  /** A connection took so many bytes of records. */
  default void bytesSent(int count) {}

  /** The request may be served as soon as its turn comes. */
  default void requestAdmitted(FcgiRequest request) {}

  /** An application begins to serve the request. */
  default void requestStarted(FcgiRequest request) {}

  /**
   * The request's last record was written or queued, or its connection is gone. Once for every
   * request, admitted or not, before {@link #requestEnded}.
   *
   * @param nanos since its first record was seen
   */
  default void responseEnded(FcgiRequest request, long nanos) {}

  /** The application has returned and the response of an admitted request has ended. */
  default void requestEnded(FcgiRequest request) {}

  /**
   * A request was refused for what it is or because there is no room for it, and not served.
   *
   * @param status the HTTP status of the answer
   * @param reason the cause in this case, with what an operator may want to know beyond it
   */
  default void requestRefused(FcgiRequest request, RefusalCause cause, int status, String reason) {}

  /** The front end took a request back, or went away before its end. */
  default void requestAborted(FcgiRequest request, String reason) {}

  /** An application threw something. */
  default void requestFailed(FcgiRequest request, Throwable cause) {}

  /** The peer does not speak FastCGI 1.0; its connection is closed. */
  default void protocolViolated(SocketAddress peer, String violation) {}

  /** A fault of the connector itself; the loop goes on. */
  default void loopFailed(Throwable cause) {}
}
