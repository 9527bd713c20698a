package io.culvert.session;

/** What became of a {@link SessionUpdate}. */
public sealed interface SaveResult {
  /**
   * The changes are made.
   *
   * @param version the session's version now
   */
  record Saved(long version) implements SaveResult {}

  /**
   * Somebody else saved first and nothing is changed: find the session again and work the changes
   * out anew.
   *
   * @param version the session's version now
   */
  record Conflict(long version) implements SaveResult {}

  /** There is no session of this name, perhaps no longer. It is not created. */
  record Gone() implements SaveResult {}
}
