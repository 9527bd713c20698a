package io.culvert.container.apps;

/** What a verb of {@link Applications} came to. Each text is one sentence for the operator. */
public sealed interface Outcome {
  /** It was done. */
  record Done(String what) implements Outcome {}

  /** There was nothing to do: everything is as it was asked to be. */
  record Unchanged(String why) implements Outcome {}

  /** It was not done, or it was tried and failed; what ran before goes on running. */
  record Refused(String problem) implements Outcome {}
}
