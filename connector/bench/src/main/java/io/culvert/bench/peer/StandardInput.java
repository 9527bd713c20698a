package io.culvert.bench.peer;

import java.io.IOException;

/** The string by which the run holds its peers: it ends with the run, however that ends. */
final class StandardInput {
  private StandardInput() {}

  /** Returns when whoever started this process has closed its end, or is gone. */
  static void awaitEnd() throws IOException {
    while (System.in.read() >= 0) {
      // what is said there means nothing, only the silence does
    }
  }
}
