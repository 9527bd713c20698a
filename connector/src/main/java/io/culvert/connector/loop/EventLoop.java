package io.culvert.connector.loop;

import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.Carrier;
import io.culvert.connector.connection.Connection;
import io.culvert.connector.connection.ConnectionSettings;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Places;
import io.culvert.connector.connection.RefusalCause;
import io.culvert.connector.connection.RequestBody;
import io.culvert.connector.connection.Turn;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sockets and the requests that came on them. All of it belongs to the holder of the baton: the
 * thread in {@link #run}, which serves requests itself. When it comes back from one and finds the
 * baton gone, it leaves {@code run} and touches nothing here any more.
 */
final class EventLoop implements Carrier, Runnable {
  private static final long TICK_MILLIS = 1000;
  private static final long SOON_MILLIS = 20;

  private static final int MOST_LOOKS = 8;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Application application;
  private final ConnectionSettings settings;
  private final SlowRoutes slowRoutes;
  private final LoopThreads threads;
  private final Runnable wakeWatch;
  private final Sockets sockets;
  private final RunQueue queue;
  private final RunQueue slowQueue;
  private final Apart apart;
  private final Baton baton = new Baton();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Holder holder = new Holder();
  private final LoopClock clock = new LoopClock();
  private @Nullable OnLoop serving;
  private volatile boolean renewing;
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
    this.sockets = new Sockets(settings);
    this.queue = queueFor(settings.admission().places());
    this.slowQueue = queueFor(threads.platform().places());
    this.apart = new Apart(application, slowRoutes, threads, slowQueue);
  }

  private RunQueue queueFor(Places places) {
    return new RunQueue(places, settings.admission(), settings.timeouts().queue(), sockets::wakeUp);
  }

  /** Runs the loop with the baton in hand, until it is lost or the loop is closed. */
  @Override
  public void run() {
    holder.begin();
    clock.update();
    OnLoop heldUp = serving;
    if (heldUp != null) {
      // its response may have ended while the baton still lay; the connection has to hear of it
      settings.call(heldUp);
    }
    while (!closed) {
      try {
        if (!step()) {
          return;
        }
      } catch (RuntimeException | Error e) {
        settings.failed(e); // as when memory has run out; the baton is still in hand
      }
    }
    closeAll();
  }

  /** Does the next thing there is to do; returns whether the baton is still in hand. */
  private boolean step() {
    if (renewing) {
      renewing = false;
      serving = null;
      return !threads.handOver(this, holder);
    }
    if (clock.isTimeToLook()) {
      settings.call(this::lookUp);
    }
    FcgiRequest request = next();
    if (request != null) {
      return serve(request);
    }
    if (!sockets.readNext()) {
      settings.call(this::waitForEvents);
    }
    return true;
  }

  private @Nullable FcgiRequest next() {
    try {
      apart.startWaiting(clock.now());
      return queue.next(clock.now());
    } catch (RuntimeException | Error e) {
      settings.failed(e);
      return null;
    }
  }

  /**
   * Takes in all that has come while requests were served. So each request's time in the queue
   * begins when it came and not when its turn to be read came, and one that was taken back is not
   * served.
   */
  private void lookUp() {
    runTasks();
    readAll();
    sockets.select(0);
    clock.looked();
    readAll();
    tickIfDue();
  }

  private void readAll() {
    boolean any = true;
    while (any && !closed) {
      any = sockets.readNext();
    }
  }

  /** Serves a request; returns whether the baton is still in hand. */
  private boolean serve(FcgiRequest request) {
    OnLoop turn;
    try {
      request.admitted();
      int route = slowRoutes.routeOf(request.params());
      if (apart.takes(request, route)) {
        return true;
      }
      turn = new OnLoop(request, route);
    } catch (RuntimeException | Error e) {
      settings.failed(e);
      request.turnAway(RefusalCause.FAULT);
      return true;
    }
    return serve(turn);
  }

  /** From where the baton lies to where it is picked up nothing here needs memory, or may fail. */
  private boolean serve(OnLoop turn) {
    serving = turn;
    turn.ticket = layDown();
    wakeWatch.run();
    turn.serve();
    // what the application has left behind would keep the selector from ever waiting
    boolean _ = Thread.interrupted();
    if (baton.pickUp(turn.ticket)) {
      clock.update();
      slowRoutes.wasQuick(turn.route);
      settings.call(turn);
      return true;
    }
    threads.cameBack();
    leaveWord(turn);
    return false;
  }

  /** This thread has nothing else to do: it may wait for memory. */
  private void leaveWord(OnLoop turn) {
    while (!closed) {
      try {
        execute(turn);
        return;
      } catch (OutOfMemoryError e) {
        settings.failed(e);
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  /**
   * The turn of a request that is served on this loop's thread; as a task it has the connection
   * hear that the request was served.
   */
  private final class OnLoop implements Turn, Runnable {
    private final Thread thread = Thread.currentThread();
    private final FcgiRequest request;
    private final int route;
    private long ticket;
    private int looks;

    OnLoop(FcgiRequest request, int route) {
      this.request = request;
      this.route = route;
    }

    void serve() {
      try {
        request.serve(application, this);
      } catch (RuntimeException | Error e) {
        settings.failed(e);
      }
    }

    @Override
    public void run() {
      request.connection().served(request);
    }

    @Override
    public boolean lookForInput(Connection connection) {
      // a long body must not keep the loop from its other connections
      if (looks == MOST_LOOKS || !isMine() || !baton.pickUp(ticket)) {
        return false;
      }
      looks++;
      try {
        return sockets.read(connection);
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
    // now, and not when the request is over: it may never be, and others of its kind follow
    OnLoop slow = serving;
    if (slow != null) {
      slowRoutes.wasSlow(slow.route);
    }
    if (!threads.replace(this, holder)) {
      // no thread to be had: it lies there until its thread is back, or the watch comes by again
      baton.putBack(ticket);
      closeIfNobodyDoes(ticket);
    }
  }

  private long layDown() {
    sockets.news().tell(settings);
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

  /** Whether the thread that serves a request here waits, as far as the JVM can see. */
  boolean holderIsWaiting() {
    return holder.isWaiting();
  }

  /**
   * Has another thread go on if one has died with the baton in hand. Nothing here throws, but when
   * memory has run out the JVM itself may fail to find what would catch it.
   */
  void rescue() {
    if (closed || Baton.isLying(baton.ticket()) || !holder.isDead()) {
      return;
    }
    boolean _ = threads.handOver(this, holder); // or at the next look, which is soon
  }

  /** Leaves this loop's thread for another one, soon. Any thread. */
  void renew() {
    renewing = true;
    sockets.wakeUp();
  }

  private void waitForEvents() {
    runTasks();
    if (closed || queue.isReady() || slowQueue.isReady() || sockets.anyReadable()) {
      return;
    }
    tickIfDue();
    long most = queue.millisUntilStale(clock.now(), tickMillis());
    sockets.select(slowQueue.millisUntilStale(clock.now(), most));
    clock.looked();
  }

  private long tickMillis() {
    return sockets.wantTickSoon() ? SOON_MILLIS : TICK_MILLIS;
  }

  /** Only when all that has come is taken in: what came in time must not be found missing. */
  private void tickIfDue() {
    if (clock.ticks(tickMillis())) {
      sockets.tick(clock.now());
    }
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      settings.call(task);
    }
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    sockets.wakeUp();
  }

  @Override
  public void ready(FcgiRequest request) {
    queue.add(request);
  }

  @Override
  public void withdrawn() {
    queue.withdrawn();
    slowQueue.withdrawn();
  }

  @Override
  public void grew(RequestBody body) {
    sockets.news().add(body);
  }

  @Override
  public void tickSoon() {
    sockets.tickSoon();
  }

  @Override
  public long now() {
    return clock.now();
  }

  /** Takes a socket in; if that fails the socket is closed. Any thread. */
  void adopt(SocketChannel channel, ConnectionSettings of, Runnable whenClosed) {
    execute(() -> sockets.adopt(channel, of, this, whenClosed));
  }

  /** Lets every connection end when its requests have. Any thread. */
  void drain() {
    execute(sockets::drain);
  }

  /** Closes every connection now. Any thread. */
  void close() {
    closed = true;
    sockets.wakeUp();
    takeOver(baton.ticket());
  }

  /** Done once, by a holder of the baton who keeps it. Who still waits is told before he is cut. */
  private void closeAll() {
    runTasks();
    settings.call(queue::close);
    settings.call(slowQueue::close);
    sockets.close();
  }
}
