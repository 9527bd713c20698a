package io.culvert.connector.connection;

import io.culvert.connector.wire.ProtocolException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * One socket of a front end, from its first byte to its close. All public methods belong to the
 * holder of the loop's baton; {@link #later} is the way in for everybody else.
 */
public final class Connection {
  private final SocketChannel channel;
  private final Interest interest;
  private final SocketAddress peer;
  private final Carrier carrier;
  private final ConnectionSettings settings;
  private final Runnable whenClosed;
  private final Outbox outbox;
  private final Incoming incoming;
  private final IdleTime idle;
  private final Farewell farewell = new Farewell();
  private volatile boolean condemned;
  private boolean closing;
  private boolean closed;
  private boolean inputEnded;
  private boolean draining;

  /** What comes in is not listened to any more: it stalled in the middle of a record. */
  private boolean deaf;

  /**
   * @param channel connected, not blocking
   * @param key its registration with the loop's selector, with this connection to be attached
   * @param whenClosed called once
   */
  public Connection(
      SocketChannel channel,
      SelectionKey key,
      Carrier carrier,
      ConnectionSettings settings,
      Runnable whenClosed)
      throws IOException {
    this.channel = channel;
    this.interest = new Interest(key);
    this.peer = channel.getRemoteAddress();
    this.carrier = carrier;
    this.settings = settings;
    this.whenClosed = whenClosed;
    this.outbox =
        new Outbox(channel, settings, () -> interest.add(SelectionKey.OP_WRITE), this::broken);
    this.incoming = new Incoming(this, carrier);
    this.idle = new IdleTime(settings.timeouts().idle(), carrier.now());
    settings.events().connectionOpened(peer);
  }

  private void broken() {
    condemn();
    later(() -> close("the front end closed the connection"));
  }

  /**
   * Has the connection closed when it next looks at the clock. For a fault that nothing better can
   * be done about: unlike {@link #later} this needs no memory. Any thread.
   */
  void condemn() {
    condemned = true;
  }

  /** Reads what has arrived and takes it in, record by record. */
  public void readable(ByteBuffer scratch) {
    if (closed || inputEnded) {
      return;
    }
    scratch.clear();
    int count;
    try {
      count = channel.read(scratch);
    } catch (IOException e) {
      close("cannot read: " + e.getMessage());
      return;
    }
    if (count < 0) {
      inputEnded();
    } else if (count > 0) {
      idle.inputCame(carrier.now());
      settings.events().bytesReceived(count);
      take(scratch.flip());
    }
  }

  /** The same for a thread that waits for its body: whether anything came in. */
  public boolean readNow(ByteBuffer scratch) {
    long before = incoming.bytes();
    readable(scratch);
    return incoming.bytes() != before;
  }

  private void take(ByteBuffer bytes) {
    if (farewell.hasBegun()) {
      if (farewell.isTooMuch(bytes.remaining())) {
        close("the front end goes on sending after the last response");
      }
      return;
    }
    if (deaf) {
      return;
    }
    try {
      incoming.take(bytes);
    } catch (ProtocolException e) {
      settings.events().protocolViolated(peer, String.valueOf(e.getMessage()));
      close("protocol violation: " + e.getMessage());
      return;
    }
    pauseOrSpill();
  }

  /** Stops reading while a body has no room; with siblings on the connection it must go on. */
  private void pauseOrSpill() {
    if (!incoming.hasFullBody()) {
      readOn();
      return;
    }
    if (incoming.live().size() > 1) {
      incoming.spillFullBodies();
    }
    if (incoming.hasFullBody() && !incoming.patience().isPaused()) {
      incoming.patience().pause(carrier.now());
      interest.remove(SelectionKey.OP_READ);
    }
  }

  /**
   * Whether a full body keeps this connection from being read, so that {@link #tick} is wanted
   * soon.
   */
  public boolean isPaused() {
    return !closed && !farewell.hasBegun() && incoming.patience().isPaused();
  }

  /** Reads on, if no body is full any more. */
  void readOn() {
    if (incoming.patience().isPaused() && !incoming.hasFullBody()) {
      incoming.patience().resume(carrier.now());
      if (!inputEnded && !deaf) {
        interest.add(SelectionKey.OP_READ);
      }
    }
  }

  /** Sends what is left of responses. */
  public void writable() {
    outbox.drain();
    if (outbox.isEmpty() && !closed) {
      idle.responseEnded(carrier.now());
      interest.remove(SelectionKey.OP_WRITE);
      if (!outbox.isEmpty()) {
        interest.add(SelectionKey.OP_WRITE);
      }
      closeIfDone();
    }
  }

  private void inputEnded() {
    inputEnded = true;
    if (farewell.hasBegun()) {
      close("");
      return;
    }
    interest.remove(SelectionKey.OP_READ);
    incoming.end();
    closeIfDone();
  }

  /** The response of a request has ended. */
  void ended(FcgiRequest request) {
    try {
      end(request);
    } catch (RuntimeException | Error e) {
      settings.failed(e);
      condemn();
    }
  }

  private void end(FcgiRequest request) {
    incoming.live().remove(request);
    idle.responseEnded(carrier.now());
    if (request.response().isBroken()) {
      request.response().lost();
      breakOff(request);
    }
    if (!request.keepsConnection()) {
      draining = true;
    }
    readOn();
    closeIfDone();
  }

  /** A request was served on the loop's thread; its response may have ended on the way. */
  public void served(FcgiRequest request) {
    if (request.response().isEnded()) {
      ended(request);
    }
  }

  /** Takes no new request and closes when those that run have ended. */
  public void drain() {
    draining = true;
    if (incoming.hasBegun()) {
      closeIfDone();
    }
  }

  /** Whether new requests are no longer welcome. */
  boolean isDraining() {
    return draining;
  }

  private void closeIfDone() {
    if (closed || farewell.hasBegun() || !(draining || inputEnded)) {
      return;
    }
    incoming.live().removeEnded();
    if (!incoming.live().isEmpty() || !outbox.isEmpty()) {
      return;
    }
    if (inputEnded || !incoming.hasBegun()) {
      close("");
    } else if (farewell.isTooEarly(carrier.now())) {
      carrier.tickSoon();
    } else {
      linger();
    }
  }

  /**
   * Says that nothing more will come and waits for the front end to close: no reset can overtake
   * the response.
   */
  private void linger() {
    try {
      channel.shutdownOutput();
      boolean patient = !deaf && incoming.live().haveBodiesCutOff();
      farewell.begin(carrier.now(), patient ? settings.timeouts().body() : Duration.ZERO);
      interest.add(SelectionKey.OP_READ);
    } catch (IOException e) {
      close("cannot shut down: " + e.getMessage());
    }
  }

  /**
   * Makes the end of a broken response visible: several front ends take a plain close for success.
   */
  private void breakOff(FcgiRequest request) {
    incoming.live().removeEnded();
    if (!incoming.live().isEmpty()) {
      incoming.endWithoutResponse(request);
      return;
    }
    draining = true;
    farewell.brokeOff(carrier.now());
    outbox.poison();
  }

  /**
   * Looks at the clock; called about once a second, and soon if {@link #isPaused} or {@link
   * Carrier#tickSoon} wants it.
   */
  public void tick(long now) {
    if (condemned) {
      close("the connection broke, or the server failed on it");
    }
    if (closed) {
      return;
    }
    if (isPaused() && incoming.patience().hasStalled(now)) {
      incoming.spillFullBodies();
      readOn();
    }
    if (farewell.hasBegun()) {
      if (farewell.isOver(now, idle.lastInput())) {
        close("");
      }
    } else if (farewell.isBrokenOff()) {
      closeIfDone();
    } else if (inputEnded && carrier.hasHungUp(channel)) {
      close("the front end closed the connection");
    } else if (!isPaused() && !inputEnded) {
      lookForInput(now);
    }
    if (outbox.isStalled(now)) {
      close("the front end takes no response");
    }
  }

  private void lookForInput(long now) {
    if (!deaf && incoming.isRecordOverdue(now)) {
      takeNoMore();
    } else if (incoming.patience().endOverdue(now)) {
      deaf = true;
      drain();
    } else if (isIdle() && idle.isOver(now, draining)) {
      close("");
    }
  }

  /**
   * The front end stopped in the middle of a record, so nothing more can be understood; what is
   * complete is still answered.
   */
  private void takeNoMore() {
    deaf = true;
    interest.remove(SelectionKey.OP_READ);
    incoming.live().cutOffUnfinished("the front end stopped in the middle of a record");
    drain();
    if (!incoming.hasBegun()) {
      close("the front end stopped in the middle of a record");
    }
  }

  /** Nothing is to be answered, and all answers have left. */
  private boolean isIdle() {
    return incoming.isIdle() && outbox.isEmpty();
  }

  /**
   * Closes the socket now; requests that have not ended fail. If this fails, as when memory has run
   * out, it is done again.
   */
  public void close(String reason) {
    if (closed || closing) {
      return;
    }
    condemn();
    closing = true;
    try {
      failAll(reason.isEmpty() ? "the connection was closed" : reason);
      closed = true;
    } finally {
      closing = false;
    }
    interest.end();
    try {
      channel.close();
    } catch (IOException _) {
      // it is gone either way
    }
    whenClosed.run();
    settings.call(() -> settings.events().connectionClosed(peer));
  }

  private void failAll(String why) {
    outbox.fail(new IOException(why));
    incoming.live().lose(why, settings);
  }

  /** Whether records that come in still mean something. */
  boolean takesRecords() {
    // an answer to what comes in after a break would stand behind the poison
    return !closed && !farewell.hasBegun() && !farewell.isBrokenOff();
  }

  /** Has another selector watch this socket, as that of its key cannot be relied on any more. */
  public void moveTo(Selector other) {
    interest.moveTo(other);
  }

  /** Runs a task on this connection under the baton, soon. */
  void later(Runnable task) {
    carrier.execute(task);
  }

  long now() {
    return carrier.now();
  }

  SocketAddress peer() {
    return peer;
  }

  ConnectionSettings settings() {
    return settings;
  }

  Outbox outbox() {
    return outbox;
  }
}
