package io.culvert.container.session;

import java.util.List;
import java.util.Optional;

/**
 * What an operator can see of sessions, and do to them. He sees no value, and no id, with which he
 * could take a session over: a session goes by a key that is made of its id and says nothing of it.
 * Safe for any thread.
 */
public interface SessionAdministration {
  /** How the sessions of each application fare, in no order. */
  List<SessionCounts> counts();

  /** How those of one application fare; empty if there is no such application. */
  Optional<SessionCounts> counts(String application);

  /**
   * A page of the sessions of an application, in the order of their keys; none if there is no such
   * application. Looks at all of the application, and keeps no more than the page.
   *
   * @param after the last key of the page before; empty for the first page
   * @param most how many at most
   */
  List<SessionView> list(String application, String after, int most);

  /** One session, if it exists. Looks at all of the application. */
  Optional<SessionView> inspect(String application, String key);

  /**
   * Ends a session; the application's listeners are told. Looks at all of the application.
   *
   * @return whether there was one
   */
  boolean invalidate(String application, String key);
}
