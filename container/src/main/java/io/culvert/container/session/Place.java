package io.culvert.container.session;

import io.culvert.session.SessionId;

/**
 * Where an attribute is bound.
 *
 * @param session the id its session has at the moment
 * @param name the attribute's name
 */
record Place(SessionId session, String name) {
  /** For logs, which learn neither ids nor values. */
  @Override
  public String toString() {
    return "attribute %s of session %s".formatted(name, session);
  }
}
