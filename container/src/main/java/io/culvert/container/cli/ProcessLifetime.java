package io.culvert.container.cli;

import java.util.concurrent.CountDownLatch;

/** The life of this very process: SIGTERM, SIGINT and SIGHUP ask it to end. */
public final class ProcessLifetime implements Surroundings.Lifetime {
  @Override
  public void stopAtEnd(Runnable stop) {
    Runtime process = Runtime.getRuntime();
    process.addShutdownHook(
        new Thread(
            () -> {
              int exitCode = ExitCode.FAILURE;
              try {
                stop.run();
                exitCode = ExitCode.SUCCESS;
              } finally {
                // ended on purpose is 0 (FastCGI §7); the JVM would say 128 + the signal
                process.halt(exitCode);
              }
            },
            "stop"));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
