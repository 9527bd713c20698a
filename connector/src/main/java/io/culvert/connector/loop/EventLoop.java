package io.culvert.connector.loop;

import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.Carrier;
import io.culvert.connector.connection.Connection;
import io.culvert.connector.connection.ConnectionSettings;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A selector, the connections registered with it, and what they are ready for. All of it belongs to
 * the holder of the baton: the thread in {@link #run}, which serves requests itself. When it comes
 * back from one and finds the baton gone, it leaves {@code run} and touches nothing here any more.
 */
final class EventLoop implements Carrier, Runnable {
  private static final int READ_BYTES = 64 * 1024;
  private static final long TICK_MILLIS = 1000;
  private static final long SOON_MILLIS = 20;
  private static final int MOST_LOOKS = 8;

  private final Application application;
  private final ConnectionSettings settings;
  private final SlowRoutes slowRoutes;
  private final LoopThreads threads;
  private final Runnable wakeWatch;
  private final Selector selector;
  private final Baton baton = new Baton();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<FcgiRequest> runnable = new ArrayDeque<>();
  private final ArrayDeque<Connection> readable = new ArrayDeque<>();
  private final ByteBuffer scratch = ByteBuffer.allocate(READ_BYTES);
  private volatile Thread holder = Thread.currentThread();
  private @Nullable FcgiRequest serving;
  private long now = System.nanoTime();
  private long lastTick = now;
  private boolean anyPaused;
  private boolean draining;
  private volatile boolean closed;

  EventLoop(
      Application application,
      ConnectionSettings settings,
      SlowRoutes slowRoutes,
      LoopThreads threads,
      Runnable wakeWatch)
      throws IOException {
    this.application = application;
    this.settings = settings;
    this.slowRoutes = slowRoutes;
    this.threads = threads;
    this.wakeWatch = wakeWatch;
    this.selector = Selector.open();
  }

  /** Runs the loop with the baton in hand, until it is lost or the loop is closed. */
  @Override
  public void run() {
    holder = Thread.currentThread();
    FcgiRequest heldUp = serving;
    if (heldUp != null) {
      // its response may have ended while the baton still lay; the connection has to hear of it
      guarded(() -> heldUp.connection().served(heldUp));
    }
    while (!closed) {
      FcgiRequest request = runnable.poll();
      if (request != null) {
        if (!serve(request)) {
          return;
        }
        continue;
      }
      Connection connection = readable.poll();
      if (connection != null) {
        guarded(() -> read(connection));
      } else {
        guarded(this::waitForEvents);
      }
    }
    closeAll();
  }

  /** Returns whether anything came in. */
  private boolean read(Connection connection) {
    try {
      return connection.readNow(scratch);
    } catch (RuntimeException | Error e) {
      settings.failed(e);
      // some of the bytes are lost: what comes next would be taken for what it is not
      connection.close("the server failed to take in what was sent");
      return false;
    } finally {
      anyPaused |= connection.isPaused();
    }
  }

  /** A fault in one connection must not end the loop for all. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      settings.failed(e);
    }
  }

  /** Serves a request; returns whether the baton is still in hand. */
  private boolean serve(FcgiRequest request) {
    int route = slowRoutes.routeOf(request.params());
    if ((slowRoutes.isSlow(route) || threads.areScarce()) && handOn(request, route)) {
      return true;
    }
    serving = request;
    OnLoop turn = new OnLoop();
    turn.ticket = layDown();
    wakeWatch.run();
    guarded(() -> request.serve(application, turn));
    // what the application has left behind would keep the selector from ever waiting
    boolean _ = Thread.interrupted();
    if (baton.pickUp(turn.ticket)) {
      slowRoutes.wasQuick(route);
      guarded(() -> request.connection().served(request));
      return true;
    }
    threads.cameBack();
    slowRoutes.wasSlow(route);
    execute(() -> request.connection().served(request));
    return false;
  }

  /** Returns whether there is a thread for the request. */
  private boolean handOn(FcgiRequest request, int route) {
    try {
      threads.slowRequests().execute(() -> serveApart(request, route));
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError _) {
      return false;
    }
  }

  private void serveApart(FcgiRequest request, int route) {
    long start = System.nanoTime();
    request.serve(application, Turn.DETACHED);
    if (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(1)) {
      slowRoutes.wasQuick(route);
    }
  }

  /** The turn of a request that is served on this loop's thread. */
  private final class OnLoop implements Turn {
    private final Thread thread = Thread.currentThread();
    private long ticket;
    private int looks;

    @Override
    public boolean lookForInput(Connection connection) {
      // a long body must not keep the loop from its other connections
      if (looks == MOST_LOOKS || !isMine() || !baton.pickUp(ticket)) {
        return false;
      }
      looks++;
      try {
        return read(connection);
      } finally {
        ticket = layDown();
      }
    }

    @Override
    public void giveWay() {
      if (isMine()) {
        takeOver(ticket);
      }
    }

    @Override
    public boolean isMine() {
      return thread.equals(Thread.currentThread()) && baton.ticket() == ticket;
    }
  }

  /** Has a spare thread go on with the loop, if the baton still lies where the ticket says. */
  void takeOver(long ticket) {
    if (!baton.pickUp(ticket)) {
      return;
    }
    if (closed) {
      closeAll();
      return;
    }
    try {
      threads.replace(this);
    } catch (RejectedExecutionException | OutOfMemoryError _) {
      // no thread to be had: it lies there until its thread is back, or the watch comes by again
      baton.putBack(ticket);
      closeIfNobodyDoes(ticket);
    }
  }

  private long layDown() {
    long ticket = baton.layDown();
    closeIfNobodyDoes(ticket);
    return ticket;
  }

  /** Whoever closed the loop while the baton was in hand could not close its connections. */
  private void closeIfNobodyDoes(long ticket) {
    if (closed) {
      takeOver(ticket);
    }
  }

  long ticket() {
    return baton.ticket();
  }

  /**
   * Whether the thread that serves a request here waits for something, as far as the JVM can see.
   */
  boolean holderIsWaiting() {
    return switch (holder.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING -> true;
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }

  private void waitForEvents() {
    runTasks();
    if (closed || !runnable.isEmpty() || !readable.isEmpty()) {
      return;
    }
    try {
      selector.select(this::selected, anyPaused ? SOON_MILLIS : TICK_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException("the selector failed", e);
    }
    now = System.nanoTime();
    long tickMillis = anyPaused ? SOON_MILLIS : TICK_MILLIS;
    if (now - lastTick >= TimeUnit.MILLISECONDS.toNanos(tickMillis)) {
      tick();
    }
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      guarded(task);
    }
  }

  private void selected(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    if (!key.isValid()) {
      return;
    }
    if (key.isWritable()) {
      guarded(connection::writable);
    }
    if (key.isValid() && key.isReadable()) {
      readable.add(connection);
    }
  }

  private void tick() {
    lastTick = now;
    anyPaused = false;
    for (SelectionKey key : selector.keys().toArray(SelectionKey[]::new)) {
      Connection connection = (Connection) key.attachment();
      guarded(() -> connection.tick(now));
      anyPaused |= connection.isPaused();
    }
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  @Override
  public void ready(FcgiRequest request) {
    runnable.add(request);
  }

  @Override
  public long now() {
    return now;
  }

  /** Takes a socket in; if that fails the socket is closed. Any thread. */
  void adopt(SocketChannel channel, ConnectionSettings of, Runnable whenClosed) {
    execute(
        () -> {
          try {
            Connection.prepare(channel);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new Connection(channel, key, this, of, whenClosed));
            if (draining) {
              ((Connection) key.attachment()).drain();
            }
          } catch (IOException _) {
            closeQuietly(channel);
            whenClosed.run();
          } catch (RuntimeException | Error e) {
            closeQuietly(channel);
            whenClosed.run();
            throw e;
          }
        });
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // nothing is lost: nobody has used it
    }
  }

  /** Lets every connection end when its requests have. Any thread. */
  void drain() {
    execute(
        () -> {
          draining = true;
          for (SelectionKey key : selector.keys().toArray(SelectionKey[]::new)) {
            ((Connection) key.attachment()).drain();
          }
        });
  }

  /** Closes every connection now. Any thread. */
  void close() {
    closed = true;
    selector.wakeup();
    takeOver(baton.ticket());
  }

  /** Done once, by a holder of the baton who keeps it. */
  private void closeAll() {
    runTasks();
    for (SelectionKey key : selector.keys().toArray(SelectionKey[]::new)) {
      guarded(() -> ((Connection) key.attachment()).close("the server stops"));
    }
    // their responses are lost, so this only counts them out
    runnable.forEach(request -> request.serve(application, Turn.DETACHED));
    try {
      selector.close();
    } catch (IOException _) {
      // the process is about to end
    }
  }
}
