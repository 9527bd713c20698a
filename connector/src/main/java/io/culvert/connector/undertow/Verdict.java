package io.culvert.connector.undertow;

import io.culvert.connector.connection.ResponseStream;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import org.jboss.logging.Logger;

/**
 * Decides whether the {@code 200} of an Authorizer is a permission. It is one if the servlet that
 * owns the path was asked and answered so itself, and nothing failed before or after. A login page,
 * an error page, a welcome file or a filter that answers with a {@code 200} in the servlet's place
 * permits nothing.
 *
 * <p>Decided once, when handler, servlet and response have all come to their end. The lock guards
 * the fields; nothing is sent under it.
 */
final class Verdict {
  private static final Logger LOG = Logger.getLogger(Verdict.class);

  private enum Answer {
    /** The servlet was not asked. */
    NONE,
    PENDING,
    ALLOWS,
    DENIES
  }

  private final HttpServerExchange exchange;
  private final ResponseStream response;
  private Answer answer = Answer.NONE;
  private boolean handlerReturned;
  private boolean responseEnded;
  private boolean decided;

  Verdict(HttpServerExchange exchange, ResponseStream response) {
    this.exchange = exchange;
    this.response = response;
  }

  /** The servlet that owns the path is being asked. */
  synchronized void asked() {
    answer = Answer.PENDING;
  }

  /**
   * The servlet has answered.
   *
   * @param status what it said; anything but 200 denies, and the first denial counts
   */
  void answered(int status) {
    synchronized (this) {
      boolean allows = status == 200 && answer == Answer.PENDING;
      answer = allows ? Answer.ALLOWS : Answer.DENIES;
    }
    decide();
  }

  /** The root handler has returned; an asynchronous servlet may still be at work. */
  void handlerReturned() {
    synchronized (this) {
      handlerReturned = true;
    }
    decide();
  }

  /** Nothing more will be written. */
  void responseEnded() {
    synchronized (this) {
      responseEnded = true;
    }
    decide();
  }

  private void decide() {
    Answer last;
    synchronized (this) {
      if (decided || !handlerReturned || !responseEnded || answer == Answer.PENDING) {
        return;
      }
      decided = true;
      last = answer;
    }
    if (!response.isEnded()) { // else the client has been told why not
      settle(last);
    }
  }

  private void settle(Answer last) {
    if (exchange.getAttachment(DefaultResponseListener.EXCEPTION) != null) {
      response.truncate();
    } else if (last == Answer.ALLOWS) {
      permit();
    } else {
      if (last == Answer.NONE) {
        LOG.warnf(
            "%s: answered 200, but by no servlet that is mapped to this path: denied",
            exchange.getRequestPath());
      }
      response.deny();
    }
  }

  private void permit() {
    try {
      response.permit();
      response.truncate(); // if there was no response to permit
    } catch (IOException e) {
      LOG.debugf(e, "%s: the front end did not wait for the answer", exchange.getRequestPath());
    }
  }
}
