package io.culvert.container.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** The life of this very process: SIGTERM, SIGINT and SIGHUP ask it to end. */
public final class ProcessLifetime implements Surroundings.Lifetime {
  private static final Logger LOG = Logger.getLogger(ProcessLifetime.class);

  private final Quickening quickening;
  private final AtomicReference<Runnable> end = new AtomicReference<>(() -> {});
  private final ExitWatch exits = new ExitWatch();
  private final Thread hook = new Thread(this::endWithZero, "stop");

  /**
   * The life of this process.
   *
   * @param quickening begun when what the process is for has begun
   */
  public ProcessLifetime(Quickening quickening) {
    this.quickening = quickening;
  }

  /** Of a command that will {@link #span} a life: ends with 0 on request from now on. */
  public void prepare() {
    exits.begin();
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Nothing is left to end: the process has the exit code that it gives itself. */
  public void conclude() {
    takeBack(hook);
  }

  @Override
  public boolean span(BooleanSupplier begin, Runnable end) {
    this.end.set(end);
    boolean begun = false;
    try {
      begun = begin.getAsBoolean();
    } finally {
      if (!begun) {
        conclude();
      }
    }
    if (begun) {
      quickening.begin();
      awaitEnd();
    }
    return begun;
  }

  @Override
  public void requestEnd() {
    // another thread, as this one may be needed to bring somebody the news
    Thread.ofPlatform().name("stop requested").start(() -> System.exit(ExitCode.SUCCESS));
  }

  private void end() {
    quickening.end();
    end.get().run();
  }

  /**
   * Ended on purpose is 0 (FastCGI §7); the JVM would say 128 + the signal. That an application
   * ends the server is nobody's purpose: whoever restarts it after failures shall do so.
   */
  private void endWithZero() {
    int exitCode = ExitCode.FAILURE;
    try {
      // an application may have taken the watch off the log, but hardly off every stack as well
      Optional<ExitCaller> caller =
          exits.caller().or(() -> ExitCaller.among(Thread.getAllStackTraces()));
      caller.ifPresent(found -> LOG.errorf("%s: the server ends", found));
      end();
      exitCode = caller.isPresent() ? ExitCode.FAILURE : ExitCode.SUCCESS;
    } finally {
      Runtime.getRuntime().halt(exitCode);
    }
  }

  private static void takeBack(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // it runs already
    }
  }

  private static void awaitEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
