package io.culvert.connector.memory;

import io.culvert.connector.connection.AbortPolicy;
import io.culvert.connector.connection.Admission;
import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.BufferPool;
import io.culvert.connector.connection.Carrier;
import io.culvert.connector.connection.Connection;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.ConnectionSettings;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.Places;
import io.culvert.connector.connection.RefusalCause;
import io.culvert.connector.connection.RequestBody;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.connection.Turn;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Carries one connection on the calling thread, with no thread of its own and no selector: a loop
 * whose every step is a caller's. Requests are served on that thread, too, so an application must
 * not wait for what only a further step could bring.
 */
public final class MemoryLoop implements Carrier {
  private final Application application;
  private final Places places;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<FcgiRequest> ready = new ArrayDeque<>();
  private final ByteBuffer scratch = ByteBuffer.allocate(64 * 1024);
  private final Turn turn = new OwnTurn();
  private final MemorySocket socket;
  private final MemoryKey key;
  private final Connection connection;
  private long now;

  /** Opens a connection on the socket. */
  public MemoryLoop(
      MemorySocket socket,
      ConnectionSettings settings,
      Application application,
      Runnable whenClosed)
      throws IOException {
    this.application = application;
    this.places = settings.admission().places();
    this.socket = socket;
    this.key = new MemoryKey(socket);
    this.connection = new Connection(socket, key, this, settings, whenClosed);
  }

  /** What a server has by default, for one connection that nobody observes. */
  public static ConnectionSettings usualSettings() {
    return new ConnectionSettings(
        Limits.DEFAULT,
        Timeouts.DEFAULT,
        AbortPolicy.AUTO,
        new Admission(Limits.DEFAULT.running(), Limits.DEFAULT.queued()),
        new BufferPool(),
        BufferPool.forBodies(),
        Set.of(Role.RESPONDER),
        Trust.NOTHING,
        ConnectionEvents.NONE);
  }

  /** Does whatever can be done, until nothing can. */
  public void settle() {
    while (step()) {
      // and on
    }
  }

  /** Does one thing: a task, a request, a write, a read. Returns whether there was one to do. */
  public boolean step() {
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
      return true;
    }
    FcgiRequest request = ready.poll();
    if (request != null) {
      serve(request);
      return true;
    }
    if (key.isInterestedIn(SelectionKey.OP_WRITE) && socket.isWritable()) {
      connection.writable();
      return true;
    }
    if (key.isInterestedIn(SelectionKey.OP_READ) && socket.isReadable()) {
      connection.readNow(scratch);
      return true;
    }
    return false;
  }

  /** Here nobody waits for a place: who finds none is turned away. */
  private void serve(FcgiRequest request) {
    if (request.response().isEnded() || !places.take()) {
      request.turnAway(RefusalCause.QUEUE_FULL);
      return;
    }
    request.admitted();
    request.serve(application, turn);
    connection.served(request);
  }

  /** Lets time go by. */
  public void pass(long nanos) {
    now += nanos;
    connection.tick(now);
  }

  /** The connection it carries. */
  public Connection connection() {
    return connection;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void ready(FcgiRequest request) {
    ready.add(request);
  }

  @Override
  public void grew(RequestBody body) {
    body.tell();
  }

  @Override
  public void withdrawn() {
    // it is noticed when its turn comes
  }

  @Override
  public void tickSoon() {
    // time goes by when the test says so
  }

  @Override
  public boolean hasHungUp(SocketChannel channel) {
    return false;
  }

  @Override
  public long now() {
    return now;
  }

  /** As on a loop's own thread. */
  private final class OwnTurn implements Turn {
    private final Thread thread = Thread.currentThread();

    @Override
    public boolean lookForInput(Connection connection) {
      return socket.isReadable()
          && key.isInterestedIn(SelectionKey.OP_READ)
          && connection.readNow(scratch);
    }

    @Override
    public void giveWay() {
      throw new IllegalStateException("nobody could ever end this wait");
    }

    @Override
    public boolean isMine() {
      return thread.equals(Thread.currentThread());
    }
  }
}
