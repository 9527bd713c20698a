package io.culvert.container.buildcache;

/** Why something leaves the cache. There is no other reason. */
public enum Removal {
  /** No application uses it, and none has for as long as the operator wants things to be kept. */
  GARBAGE,
  /** Its content is not what was built; it is built anew. */
  CORRUPT,
  /** The operator wants it gone. */
  OPERATOR
}
