package io.culvert.container.leaks;

import java.lang.management.ManagementFactory;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * An application that leaves everything behind; loaded by a loader of its own, so it may use only
 * the Java runtime. Told {@code make} it makes a mess, told {@code tidy} it puts it in order. Told
 * {@code resist} it has an MBean that fails in the end.
 */
public final class LeakyThings implements Consumer<String> {
  /** What an MBean shows. */
  public interface LeakyMXBean {
    int getNumber();
  }

  private static final ThreadLocal<LeakyThings> LOCAL = new ThreadLocal<>();
  private static final Logger LOGGER = Logger.getLogger("leaky.logger");

  private final CountDownLatch end = new CountDownLatch(1);
  private final Timer timer = new Timer("leaky-timer", true);
  private final ExecutorService pool =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("leaky-pool").factory());
  private final Thread hook = new Thread(new Tick(), "leaky-hook");

  /** For {@code Class.newInstance}. */
  public LeakyThings() {}

  @Override
  public void accept(String order) {
    try {
      switch (order) {
        case "make" -> make();
        case "resist" -> resist();
        default -> tidy();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void make() throws Exception {
    Thread.ofPlatform().daemon().name("leaky-thread").start(new Waiting(end));
    pool.execute(() -> {});
    timer.schedule(new Tick(), 0);
    LOCAL.set(this);
    Runtime.getRuntime().addShutdownHook(hook);
    LeakyMXBean bean = new Bean();
    ManagementFactory.getPlatformMBeanServer().registerMBean(bean, new ObjectName("leaky:a=b"));
    LOGGER.addHandler(new NoHandler());
  }

  private void resist() throws Exception {
    LeakyMXBean bean = new Resisting();
    ManagementFactory.getPlatformMBeanServer().registerMBean(bean, new ObjectName("leaky:a=c"));
    LOGGER.addHandler(new NoHandler());
  }

  private void tidy() {
    end.countDown();
    pool.shutdownNow();
    LOCAL.remove();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  /** Waits. */
  public record Waiting(CountDownLatch end) implements Runnable {
    @Override
    public void run() {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Does nothing, at some time. */
  public static final class Tick extends TimerTask {
    @Override
    public void run() {
      // the thread is what matters
    }
  }

  /** An MBean. */
  public static final class Bean implements LeakyMXBean {
    @Override
    public int getNumber() {
      return 1;
    }
  }

  /** An MBean that does not go in peace. */
  public static final class Resisting implements LeakyMXBean, MBeanRegistration {
    @Override
    public int getNumber() {
      return 2;
    }

    @Override
    public ObjectName preRegister(MBeanServer server, ObjectName name) {
      return name;
    }

    @Override
    public void postRegister(Boolean done) {
      // nothing
    }

    @Override
    public void preDeregister() {
      // nothing
    }

    @Override
    public void postDeregister() {
      throw new IllegalStateException("not so soon");
    }
  }

  /** Logs nothing. */
  public static final class NoHandler extends Handler {
    @Override
    public void publish(LogRecord record) {
      // nowhere
    }

    @Override
    public void flush() {
      // nothing
    }

    @Override
    public void close() {
      // nothing
    }
  }
}
