package io.culvert.sample.paper;

/** Who asks for a page. */
sealed interface Visitor {
  /** The user's name as given; it need not exist. */
  String name();

  /** Somebody who sends a password with this very request. */
  record WithPassword(String name, String password) implements Visitor {}

  /** Somebody whose password was checked at the beginning of the session. */
  record LoggedIn(String name) implements Visitor {}
}
