package io.culvert.connector.undertow;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/**
 * The "I/O thread" of exchanges that come over FastCGI. Their bytes travel on the connector's
 * loops, so all that is asked of this thread is to run callbacks and timers; it has no selector.
 * Unlike XNIO's own thread it takes timeouts of any length: {@code
 * AsyncContext.setTimeout(Long.MAX_VALUE)} overflows there and fires at once.
 */
final class ExchangeThread extends XnioIoThread {
  private final ScheduledThreadPoolExecutor tasks;
  private volatile Runnable work = () -> {};

  ExchangeThread(XnioWorker worker, int number) {
    super(worker, number, "culvert-exchange-" + number);
    setDaemon(true);
    this.tasks = new ScheduledThreadPoolExecutor(1, this::toRun);
    tasks.setRemoveOnCancelPolicy(true);
  }

  /** The executor's only thread is this one: callbacks recognise where they are by it. */
  private Thread toRun(Runnable work) {
    this.work = work;
    return this;
  }

  @Override
  public void run() {
    work.run();
  }

  @Override
  public void execute(Runnable command) {
    tasks.execute(new Guarded(command));
  }

  @Override
  public XnioExecutor.Key executeAfter(Runnable command, long time, TimeUnit unit) {
    return key(tasks.schedule(new Guarded(command), time, unit));
  }

  @Override
  public XnioExecutor.Key executeAtInterval(Runnable command, long time, TimeUnit unit) {
    return key(tasks.scheduleAtFixedRate(new Guarded(command), time, time, unit));
  }

  private static XnioExecutor.Key key(Future<?> task) {
    return () -> task.cancel(false);
  }

  /** Runs what is still to run, but waits for no timer. */
  void shutdown() {
    tasks.shutdown();
  }

  /** The executor would need a new thread after a callback that throws, and can't have one. */
  private record Guarded(Runnable command) implements Runnable {
    private static final Logger LOG = Logger.getLogger(ExchangeThread.class);

    @Override
    public void run() {
      try {
        command.run();
      } catch (RuntimeException | Error e) {
        LOG.error("a callback of an asynchronous request failed", e);
      }
    }
  }
}
