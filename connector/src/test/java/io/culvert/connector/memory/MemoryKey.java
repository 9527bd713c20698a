package io.culvert.connector.memory;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/** What a connection believes to be its registration with a selector. Any thread may use it. */
final class MemoryKey extends SelectionKey {
  private final SelectableChannel channel;
  private volatile int interest = OP_READ;
  private volatile boolean valid = true;

  MemoryKey(SelectableChannel channel) {
    this.channel = channel;
  }

  boolean isInterestedIn(int operation) {
    return valid && (interest & operation) != 0;
  }

  @Override
  public SelectableChannel channel() {
    return channel;
  }

  @Override
  public Selector selector() {
    return new NoSelector();
  }

  @Override
  public boolean isValid() {
    return valid;
  }

  @Override
  public void cancel() {
    valid = false;
  }

  @Override
  public int interestOps() {
    return interest;
  }

  @Override
  public SelectionKey interestOps(int operations) {
    interest = operations;
    return this;
  }

  @Override
  public int readyOps() {
    return 0;
  }

  /** Can be woken, which is all that a connection wants of it. */
  private static final class NoSelector extends Selector {
    @Override
    public Selector wakeup() {
      return this;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}

    @Override
    public SelectorProvider provider() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Set<SelectionKey> keys() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int selectNow() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int select(long timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int select() {
      throw new UnsupportedOperationException();
    }
  }
}
