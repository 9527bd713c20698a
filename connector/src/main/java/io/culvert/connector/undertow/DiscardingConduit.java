package io.culvert.connector.undertow;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.XnioIoThread;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.NullStreamSinkConduit;

/** Takes whatever is written, keeps nothing of it, and says when the end has been flushed. */
final class DiscardingConduit extends AbstractStreamSinkConduit<NullStreamSinkConduit> {
  private final Runnable whenOver;
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * @param whenOver run once
   */
  DiscardingConduit(XnioIoThread thread, Runnable whenOver) {
    super(new NullStreamSinkConduit(thread));
    this.whenOver = whenOver;
  }

  @Override
  public boolean flush() {
    if (next.isWriteShutdown()) {
      end();
    }
    return true;
  }

  @Override
  public void truncateWrites() throws IOException {
    super.truncateWrites();
    end();
  }

  private void end() {
    if (over.compareAndSet(false, true)) {
      whenOver.run();
    }
  }

  /** Not before that: Undertow would take the response for broken. */
  @Override
  public boolean isWriteShutdown() {
    return over.get();
  }
}
