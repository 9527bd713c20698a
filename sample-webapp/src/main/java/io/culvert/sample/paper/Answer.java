package io.culvert.sample.paper;

/** What became of a request for a page. */
sealed interface Answer {
  /** The content file with the user's attributes in it. */
  record Page(String html) implements Answer {}

  /** There is no such user, or the password is another. Which of the two is not told. */
  record WrongPassword() implements Answer {}
}
