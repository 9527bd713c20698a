package io.culvert.connector.connection;

/** Why a request was refused and not served; each with the words for it in JMX and in logs. */
public enum RefusalCause {
  ROLE("the role is not played here"),
  PARAMETERS_MALFORMED("the parameters cannot be read"),
  PARAMETERS_TOO_LARGE("the parameters are too large"),
  PARAMETERS_LATE("the parameters did not arrive in time"),
  OUT_OF_ORDER("a body came before its turn"),
  BODY_TOO_LONG("the body is too long to be filtered"),
  NOT_HTTP("the parameters are no acceptable HTTP request"),
  CONNECTION_FULL("too many requests on this connection"),
  CONNECTION_CLOSING("the connection is about to be closed"),
  QUEUE_FULL("too many requests run, and too many wait"),
  QUEUED_TOO_LONG("it waited too long for its turn"),
  NO_THREAD("there is no thread to be had"),
  FRONT_END_GONE("the front end has gone"),
  SERVER_STOPS("the server stops"),
  FAULT("the server failed to serve it");

  private final String text;

  RefusalCause(String text) {
    this.text = text;
  }

  /** For people: half a sentence that says what happened to the request. */
  public String text() {
    return text;
  }
}
