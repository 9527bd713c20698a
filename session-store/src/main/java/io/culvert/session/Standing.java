package io.culvert.session;

/**
 * What a session is worth when there is no room for all, the least first: within a standing the one
 * unused for longest goes first, and none of a higher standing as long as there is one of a lower.
 */
public enum Standing {
  /** Its client has never presented the id; robots never do. */
  NEWCOMER,

  /** Its client has come back, and there is nothing in it. */
  IDLE,

  /** It holds something, for somebody who has not said who he is. */
  WITH_DATA,

  /** Somebody is logged in. */
  AUTHENTICATED
}
