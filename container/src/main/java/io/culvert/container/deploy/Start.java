package io.culvert.container.deploy;

import io.culvert.connector.undertow.ServletHooks;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.SessionManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings an application to life in a servlet engine of its own. */
final class Start implements Stage<Assembled, Started> {
  private final SessionManagerFactory sessions;
  private final ServletHooks hooks;
  private final Neighbours neighbours;

  /** Applications are alone. */
  Start(SessionManagerFactory sessions, ServletHooks hooks) {
    this(sessions, hooks, Neighbours.NONE);
  }

  /**
   * @param sessions makes the keeper of each application's sessions
   * @param hooks the bridge's
   * @param neighbours which other applications they may dispatch requests to
   */
  Start(SessionManagerFactory sessions, ServletHooks hooks, Neighbours neighbours) {
    this.sessions = sessions;
    this.hooks = hooks;
    this.neighbours = neighbours;
  }

  @Override
  public Started run(Assembled assembled) throws DeploymentException {
    DeploymentInfo info = assembled.info();
    info.setClassLoader(assembled.described().scanned().loader());
    info.setSessionManagerFactory(sessions);
    hooks.prepare(info);
    if (info.getTempDir() == null) {
      info.setTempDir(temporaryFolder(assembled.described().scanned().exploded().privateFolder()));
    }
    UncountedFrames frames = new UncountedFrames(info.getClassLoader());
    info.addThreadSetupAction(frames);
    AppContainer container =
        new AppContainer(assembled.described().scanned().exploded().spec(), info, neighbours);
    ServletEngine engine = new ServletEngine(container, assembled, hooks, frames);
    try {
      return new Started(engine.start(), engine);
    } catch (Exception | Error e) {
      DeploymentException failure = explained(e);
      stop(engine, failure);
      throw failure;
    }
  }

  /** {@code jakarta.servlet.context.tempdir} (Servlet 6.1 §4.8.1). */
  private static Path temporaryFolder(Path folder) throws DeploymentException {
    try {
      return Files.createDirectories(folder.resolve("tmp"));
    } catch (IOException e) {
      throw new DeploymentException("%s: cannot make a folder: %s".formatted(folder, e), e);
    }
  }

  private static DeploymentException explained(Throwable thrown) {
    Throwable cause = Causes.of(thrown);
    if (cause instanceof DeploymentException known) {
      return known;
    }
    return new DeploymentException(
        "the application failed while it was started: %s".formatted(cause), cause);
  }

  private static void stop(ServletEngine engine, DeploymentException failure) {
    try {
      engine.stop();
    } catch (Exception | Error e) {
      failure.addSuppressed(e);
    }
  }
}
