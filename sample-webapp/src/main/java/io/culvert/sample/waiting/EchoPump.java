package io.culvert.sample.waiting;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * Moves bytes from input to output whenever both sides are ready. At most one buffer is under way,
 * which is what holds a fast sender back to the pace of a slow reader.
 */
final class EchoPump implements ReadListener, WriteListener {
  private static final int BUFFER = 16 * 1024;

  private final ServletInputStream in;
  private final ServletOutputStream out;
  private final Runnable whenDone;
  private final byte[] buffer = new byte[BUFFER];

  // Guarded by this: a container may call both listeners at the same time. Nothing below blocks.
  private int filled;
  private boolean inputEnded;
  private boolean done;

  EchoPump(ServletInputStream in, ServletOutputStream out, Runnable whenDone) {
    this.in = in;
    this.out = out;
    this.whenDone = whenDone;
  }

  void start() {
    in.setReadListener(this);
    out.setWriteListener(this);
  }

  @Override
  public void onDataAvailable() throws IOException {
    pump();
  }

  @Override
  public void onWritePossible() throws IOException {
    pump();
  }

  @Override
  public synchronized void onAllDataRead() throws IOException {
    inputEnded = true;
    pump();
  }

  @Override
  public void onError(Throwable failure) {
    finish();
  }

  /** Goes on until one side is not ready; its listener will call again. */
  private synchronized void pump() throws IOException {
    while (!done && out.isReady()) {
      if (filled > 0) {
        out.write(buffer, 0, filled);
        filled = 0;
      } else if (inputEnded || in.isFinished()) {
        finish();
      } else if (!in.isReady()) {
        return;
      } else {
        int n = in.read(buffer);
        inputEnded = n < 0;
        filled = Math.max(n, 0);
      }
    }
  }

  private synchronized void finish() {
    if (!done) {
      done = true;
      whenDone.run();
    }
  }
}
