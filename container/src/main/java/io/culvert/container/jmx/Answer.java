package io.culvert.container.jmx;

import io.culvert.container.apps.Outcome;

/**
 * What came of an operation.
 *
 * @param result whether it was done
 * @param text one sentence for the operator
 */
public record Answer(Result result, String text) {
  /** Whether it was done. */
  public enum Result {
    /** It was done. */
    DONE,

    /** There was nothing to do. */
    UNCHANGED,

    /** It was not done, or tried in vain; what ran before goes on running. */
    REFUSED
  }

  static Answer of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> new Answer(Result.DONE, done.what());
      case Outcome.Unchanged unchanged -> new Answer(Result.UNCHANGED, unchanged.why());
      case Outcome.Refused refused -> new Answer(Result.REFUSED, refused.problem());
    };
  }
}
