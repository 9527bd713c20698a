package io.culvert.container.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** The life of this very process: SIGTERM, SIGINT and SIGHUP ask it to end. */
public final class ProcessLifetime implements Surroundings.Lifetime {
  private static final Logger LOG = Logger.getLogger(ProcessLifetime.class);

  @Override
  public boolean span(BooleanSupplier begin, Runnable end) {
    Thread hook = new Thread(() -> endWithZero(end), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean begun = false;
    try {
      begun = begin.getAsBoolean();
    } finally {
      if (!begun) {
        takeBack(hook);
      }
    }
    if (begun) {
      awaitEnd();
    }
    return begun;
  }

  @Override
  public void requestEnd() {
    // another thread, as this one may be needed to bring somebody the news
    Thread.ofPlatform().name("stop requested").start(() -> System.exit(ExitCode.SUCCESS));
  }

  /**
   * Ended on purpose is 0 (FastCGI §7); the JVM would say 128 + the signal. That an application
   * ends the server is nobody's purpose: whoever restarts it after failures shall do so.
   */
  private static void endWithZero(Runnable end) {
    int exitCode = ExitCode.FAILURE;
    try {
      Optional<ExitCaller> caller = ExitCaller.among(Thread.getAllStackTraces());
      caller.ifPresent(found -> LOG.errorf("%s: the server ends", found));
      end.run();
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
