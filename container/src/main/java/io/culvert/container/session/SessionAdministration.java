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

  /**
   * Some sessions of an application; none if there is no such application.
   *
   * @param most how many at most
   */
  List<SessionView> list(String application, int most);

  /** One session, if it exists. Looks at all of the application. */
  Optional<SessionView> inspect(String application, String key);

  /**
   * Ends a session; the application's listeners are told. Looks at all of the application.
   *
   * @return whether there was one
   */
  boolean invalidate(String application, String key);
}
