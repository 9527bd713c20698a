package io.culvert.container.warmup;

import io.culvert.container.deploy.EmptyApp;
import java.util.Optional;

/** An application of which only what it wants to be asked for matters, and how often it stopped. */
final class FakeApp implements EmptyApp {
  String declared = "";
  int stops;

  @Override
  public Optional<String> contextParameter(String name) {
    return Optional.of(declared).filter(_ -> name.equals("io.culvert.warm-up"));
  }

  @Override
  public void stop() {
    stops++;
  }
}
