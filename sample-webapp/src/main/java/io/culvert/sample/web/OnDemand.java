package io.culvert.sample.web;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An object that takes a while to make, made when it is first asked for, so that the start of the
 * application does not wait for what few visitors need. Any thread.
 */
public final class OnDemand<T> {
  private final Supplier<T> maker;
  private volatile Optional<T> made = Optional.empty();
  private boolean closed;

  /**
   * @param maker called once; if it fails, again when the object is next asked for
   */
  public OnDemand(Supplier<T> maker) {
    this.maker = maker;
  }

  /**
   * The object.
   *
   * @throws IllegalStateException if the application ended before anybody had asked for it
   */
  public T get() {
    return made.orElseGet(this::make);
  }

  private synchronized T make() {
    if (made.isEmpty()) {
      if (closed) {
        throw new IllegalStateException("The application has ended.");
      }
      made = Optional.of(maker.get());
    }
    return made.orElseThrow();
  }

  /**
   * Ends the object if it was made; it is not made any more.
   *
   * @param end what to do with it
   */
  public synchronized void close(Consumer<? super T> end) {
    closed = true;
    made.ifPresent(end);
  }
}
