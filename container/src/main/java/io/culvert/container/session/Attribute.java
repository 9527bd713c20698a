package io.culvert.container.session;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The value of one attribute, as all generations of an application share it. At any time it is an
 * object of one generation's classes, or bytes that any generation can read. When another
 * generation asks for it, the one that holds it writes it down and the other one reads it; all
 * requests of one generation get the same object.
 */
final class Attribute {
  /** Where the value is at the moment. */
  private sealed interface State {
    /**
     * An object of a generation.
     *
     * @param written what its bytes were when they were last read or written, if ever
     */
    record Live(Object value, Generation owner, Fingerprint written) implements State {}

    /** Nobody's: bytes. */
    @SuppressWarnings("ArrayRecordComponent") // states are compared by identity only
    record Frozen(byte[] bytes) implements State {}

    /** It could not be written or not be read; its session goes on without it. */
    record Lost() implements State {}
  }

  private final AtomicReference<State> state;

  private final long size;

  private Attribute(State state, long size) {
    this.state = new AtomicReference<>(state);
    this.size = size;
  }

  /** A value that a generation has bound. */
  static Attribute of(Object value, Generation owner) {
    return new Attribute(new State.Live(value, owner, Fingerprint.NONE), ObjectSize.of(value));
  }

  /** A value that was written down. */
  static Attribute of(byte[] bytes) {
    return new Attribute(new State.Frozen(bytes), bytes.length);
  }

  /** About how many bytes it took when it was bound. */
  long size() {
    return size;
  }

  /** The value for a generation; empty if it was lost, which has been reported then. */
  Optional<Object> value(Place place, Generation reader) {
    while (true) {
      State now = state.get();
      switch (now) {
        case State.Live(Object value, Generation owner, _) when owner == reader -> {
          return Optional.of(value);
        }
        case State.Live live -> state.compareAndSet(now, written(live, place));
        case State.Frozen(byte[] bytes) -> state.compareAndSet(now, read(bytes, place, reader));
        case State.Lost _ -> {
          return Optional.empty();
        }
      }
    }
  }

  /** The bytes of the value, which stays whose it is; empty if it has none. */
  Optional<byte[]> bytes(Place place) {
    return switch (state.get()) {
      case State.Live(Object value, Generation owner, _) -> owner.write(place, value);
      case State.Frozen(byte[] bytes) -> Optional.of(bytes);
      case State.Lost _ -> Optional.empty();
    };
  }

  /**
   * The bytes of the value for a copy; empty if there are none, which is said in the log once. The
   * value stays where it is, and is not told.
   */
  Optional<byte[]> copy(Place place) {
    State now = state.get();
    return switch (now) {
      case State.Live live when live.written.equals(Fingerprint.IMPOSSIBLE) -> Optional.empty();
      case State.Live(Object value, Generation owner, _) -> {
        Optional<byte[]> bytes = owner.peek(place, value);
        Fingerprint written = bytes.map(Fingerprint::of).orElse(Fingerprint.IMPOSSIBLE);
        state.compareAndSet(now, new State.Live(value, owner, written));
        yield bytes;
      }
      case State.Frozen(byte[] bytes) -> Optional.of(bytes);
      case State.Lost _ -> Optional.empty();
    };
  }

  /** Takes the value away from a generation that ends. */
  void release(Place place, Generation owner) {
    State now = state.get();
    if (now instanceof State.Live live && live.owner == owner) {
      // if the exchange fails another generation has just taken it
      state.compareAndSet(now, written(live, place));
    }
  }

  /** Whether this very object is what requests of its generation get. */
  @SuppressWarnings("ReferenceEquality") // an equal object is another one
  boolean holds(Object object) {
    return state.get() instanceof State.Live(Object value, _, _) && value == object;
  }

  /** What the bytes of the value were when they were last read or written. */
  Fingerprint written() {
    return switch (state.get()) {
      case State.Live(_, _, Fingerprint written) -> written;
      case State.Frozen(byte[] bytes) -> Fingerprint.of(bytes);
      case State.Lost _ -> Fingerprint.NONE;
    };
  }

  /** Whether somebody may have bytes of it that can be out of date. */
  boolean wasCopied() {
    Fingerprint written = written();
    return !written.equals(Fingerprint.NONE) && !written.equals(Fingerprint.IMPOSSIBLE);
  }

  private static State written(State.Live live, Place place) {
    return live.owner
        .write(place, live.value)
        .<State>map(State.Frozen::new)
        .orElseGet(State.Lost::new);
  }

  private static State read(byte[] bytes, Place place, Generation reader) {
    return reader
        .read(place, bytes)
        .<State>map(value -> new State.Live(value, reader, Fingerprint.of(bytes)))
        .orElseGet(State.Lost::new);
  }
}
