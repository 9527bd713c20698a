package io.culvert.connector.connection;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings with it: its body, and in the Filter role a file after that (FastCGI
 * Specification 1.0 §6.4).
 *
 * @param data null in any other role
 */
record RequestInput(RequestBody body, @Nullable RequestBody data) {
  /** Whether all of it has arrived. */
  boolean isComplete() {
    return body.isComplete() && (data == null || data.isComplete());
  }

  /** Whether somebody may still want what has yet to arrive. */
  boolean isAwaited() {
    return body.isAwaited() || (data != null && data.isAwaited());
  }

  /** Whether the connection should not be read for now. */
  boolean isFull() {
    return body.isFull() || (data != null && data.isFull());
  }

  void spillWhatIsFull() {
    if (body.isFull()) {
      body.spill();
    }
    if (data != null && data.isFull()) {
      data.spill();
    }
  }

  /** What has not arrived never will. */
  void fail(IOException cause) {
    body.fail(cause);
    if (data != null) {
      data.fail(cause);
    }
  }

  void discard() {
    body.discard();
    if (data != null) {
      data.discard();
    }
  }

  void release() {
    body.release();
    if (data != null) {
      data.release();
    }
  }
}
