package io.culvert.container.session;

/** What is asked of a store while requests are served, and by the sweep. */
public enum StoreCall {
  /** A session is looked at; mostly answered from memory. */
  FIND,
  /** A request has come with a session. */
  VISIT,
  /** A session is stored. */
  CREATE,
  /** Attributes are changed. */
  SAVE,
  /** A request is over. */
  TOUCH,
  /** A session is given another id. */
  RENAME,
  /** A response waits until changes are safe. */
  FLUSH,
  /** A session is ended. */
  DELETE,
  /** Sessions are collected whose time is up; once a second. */
  EXPIRE
}
