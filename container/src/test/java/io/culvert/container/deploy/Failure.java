package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** A deployment that must fail, and what it must say. */
record Failure(String message) {
  static Failure of(Executable deployment) {
    DeploymentException e = Assertions.assertThrows(DeploymentException.class, deployment);
    return new Failure(String.valueOf(e.getMessage()));
  }

  /** Where the trouble is, as the message begins. */
  Failure at(String place) {
    assertTrue(message.startsWith(place + ": "), message);
    return this;
  }

  /** What the message must contain. */
  Failure saying(String text) {
    assertTrue(message.contains(text), message);
    return this;
  }
}
