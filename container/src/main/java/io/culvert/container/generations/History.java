package io.culvert.container.generations;

/**
 * What is remembered of the contents of one WAR, each by its digest; empty where there is none.
 *
 * @param served what was started last
 * @param before what was served before that
 * @param heldBack the content that the operator went back from, to {@code served}
 * @param passedOver the content that another version is preferred to
 */
record History(String served, String before, String heldBack, String passedOver) {
  static final History NONE = new History("", "", "", "");

  /** The same after a content has been started; a new one ends what the operator went back from. */
  History started(String digest) {
    return digest.equals(served) ? this : new History(digest, served, "", "");
  }

  /** The same after the operator has asked for what is there. */
  History letGo() {
    return new History(served, before, "", "");
  }

  /** Whether the operator went back from this content; from what cannot be read nobody did. */
  boolean holdsBack(String digest) {
    return !digest.isEmpty() && digest.equals(heldBack);
  }

  /** Whether another version is preferred to this content. */
  boolean passesOver(String digest) {
    return !digest.isEmpty() && digest.equals(passedOver);
  }

  History holdingBack(String digest) {
    return new History(served, before, digest, passedOver);
  }

  History passingOver(String digest) {
    return new History(served, before, heldBack, digest);
  }
}
