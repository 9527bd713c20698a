package io.culvert.connector.monitor;

/** What is counted since the start. */
public enum Counter {
  /** Connections taken in. */
  CONNECTIONS_ACCEPTED,
  /** Connections closed, by whomever. */
  CONNECTIONS_CLOSED,
  /** Connections of peers that may not connect. */
  CONNECTIONS_REJECTED,
  /** Bytes of records read. */
  BYTES_RECEIVED,
  /** Bytes of records written. */
  BYTES_SENT,
  /** Requests that were let in to be served. */
  REQUESTS_ADMITTED,
  /** Of those, the ones that are over: the application has returned and the response has ended. */
  REQUESTS_OVER,
  /** Requests that were answered in one way or another, or whose connection is gone. */
  REQUESTS,
  /** Of those, the ones that were answered without an application. */
  REQUESTS_REFUSED,
  /** Requests that the front end took back, or went away from. */
  REQUESTS_ABORTED,
  /** Requests in which something was thrown out of the application. */
  REQUESTS_FAILED,
  /** Connections closed because what came in was not FastCGI 1.0. */
  PROTOCOL_VIOLATIONS,
  /** Faults of the connector itself. */
  FAULTS
}
