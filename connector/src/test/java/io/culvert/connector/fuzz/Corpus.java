package io.culvert.connector.fuzz;

import io.culvert.connector.conformance.GoldenInput;
import io.culvert.connector.conformance.GoldenInputs;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * The inputs that are worth mutating: the golden ones, and whatever led from one outcome to another
 * in a way that none before it did. What an outcome is, those who play the inputs say.
 */
final class Corpus {
  private static final int STEPS = 1 << 20;
  private static final int MOST = 20_000;

  private final List<byte[]> inputs = new ArrayList<>();
  private final BitSet seen = new BitSet(STEPS);
  private final Random random;
  private final Mutator mutator;
  private final int golden;
  private int last;
  private boolean anyNew;

  Corpus(Random random) {
    this.random = random;
    this.mutator = new Mutator(random);
    GoldenInputs.all().map(GoldenInput::bytes).forEach(inputs::add);
    this.golden = inputs.size();
  }

  /** The next input to play. Outcomes are counted anew from here. */
  byte[] next() {
    last = 0;
    anyNew = false;
    return mutator.mutate(any(), any());
  }

  /** What is found in wild places leads into wilder ones; half of all ways begin at home. */
  private byte[] any() {
    return inputs.get(random.nextInt(random.nextBoolean() ? golden : inputs.size()));
  }

  /** The input that is being played came to this. */
  void outcome(int what) {
    int step = ((31 * last + what) * 0x9E3779B9) >>> 12;
    last = what;
    if (!seen.get(step)) {
      seen.set(step);
      anyNew = true;
    }
  }

  /** The input was played; it is kept if any of its steps was new. */
  void played(byte[] input) {
    if (anyNew && inputs.size() < MOST) {
      inputs.add(input);
    }
  }

  @Override
  public String toString() {
    return inputs.size() + " inputs kept, " + seen.cardinality() + " different steps";
  }
}
