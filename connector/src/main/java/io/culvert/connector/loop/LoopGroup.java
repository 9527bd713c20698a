package io.culvert.connector.loop;

import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.ConnectionSettings;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The loops of a server and the watch over them. */
public final class LoopGroup implements AutoCloseable {
  private final LoopThreads threads;
  private final List<EventLoop> loops;
  private final Watch watch;
  private final AtomicInteger next = new AtomicInteger();

  /** Starts the loops and the watch. */
  public LoopGroup(Application application, ConnectionSettings settings, Threads threads)
      throws IOException {
    this.threads = new LoopThreads(threads);
    this.watch = new Watch();
    List<EventLoop> loops = new ArrayList<>();
    SlowRoutes slowRoutes = new SlowRoutes();
    try {
      for (int i = 0; i < threads.loops(); i++) {
        EventLoop loop =
            new EventLoop(application, settings, slowRoutes, this.threads, watch::wake);
        watch.add(loop);
        loops.add(loop);
      }
    } catch (IOException | RuntimeException | Error e) {
      abandon(loops);
      throw e;
    }
    this.loops = List.copyOf(loops);
    try {
      watch.start();
      this.loops.forEach(this.threads::start);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Lets go of loops that have not been started. */
  private void abandon(List<EventLoop> loops) {
    for (EventLoop loop : loops) {
      loop.close();
      loop.run();
    }
    threads.close();
  }

  /**
   * Takes in a connected socket, which must not block.
   *
   * @param settings those of the listener it came by
   * @param whenClosed called once when the socket is closed again
   */
  public void adopt(SocketChannel channel, ConnectionSettings settings, Runnable whenClosed) {
    int index = Math.floorMod(next.getAndIncrement(), loops.size());
    loops.get(index).adopt(channel, settings, whenClosed);
  }

  /** How many threads requests hold now. */
  public ThreadUse threadUse() {
    return threads.use();
  }

  /**
   * Replaces every thread that has served requests by a new one: at once if it is idle, otherwise
   * after the request it serves. No request waits for it.
   */
  public void renewThreads() {
    threads.renew();
    loops.forEach(EventLoop::renew);
  }

  /** Lets every connection end when its requests have; new ones end after their first request. */
  public void drain() {
    loops.forEach(EventLoop::drain);
  }

  /** Closes every connection now. Requests that still run fail at their next read or write. */
  @Override
  public void close() {
    loops.forEach(EventLoop::close);
    watch.close();
    threads.close();
  }
}
