package io.culvert.container.deploy;

import io.culvert.connector.undertow.ServletHooks;
import io.culvert.container.buildcache.Builds;
import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.jsp.JspSupport;
import io.undertow.servlet.api.SessionManagerFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Turns WARs into running applications. Safe for use by several threads, each of which does its own
 * deployment from beginning to end.
 */
public final class Deployer {
  private final Stages stages;
  private final DeploymentEvents events;
  private final InstantSource clock;

  /**
   * Puts the pipeline together.
   *
   * @param work where unpacked WARs and temporary files are kept
   * @param pages what applies to pages; its build cache keeps all that can be used again
   * @param defaults what applies where descriptors are silent
   * @param sessions makes the keeper of each application's sessions
   * @param hooks the bridge's, for each application
   * @param events hears of every step
   */
  public static Deployer of(
      Path work,
      PagePolicy pages,
      AppDefaults defaults,
      SessionManagerFactory sessions,
      ServletHooks hooks,
      DeploymentEvents events) {
    Builds builds = pages.cache();
    Remarks remarks = events::remarked;
    Stages stages =
        new Stages(
            new Unpack(work, new KeptWar(builds, new FreshWar(UnpackLimits.defaults()))),
            new Migrate(builds, remarks),
            Scan.keeping(builds, Deployer.class.getClassLoader(), remarks),
            new Describe(remarks),
            new Assemble(defaults, remarks),
            new AddPages(new JspSupport(), pages, remarks),
            new Start(sessions, hooks, defaults.neighbours()));
    return new Deployer(stages, events, InstantSource.system());
  }

  Deployer(Stages stages, DeploymentEvents events, InstantSource clock) {
    this.stages = stages;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Deploys one application. Whatever is wrong with it fails this deployment only: the result then
   * is {@link Failed}, and everything that was opened for it is closed.
   */
  public Deployment deploy(DeploymentSpec spec) {
    return deploy(spec, _ -> {});
  }

  /**
   * The same.
   *
   * @param progress told of each stage that begins, on this thread
   */
  public Deployment deploy(DeploymentSpec spec, Consumer<String> progress) {
    Cleanup cleanup = new Cleanup(spec, events);
    StageRun run = new StageRun(spec, events, clock, progress);
    try {
      Running running = deploy(spec, run, cleanup);
      events.started(running);
      return running;
    } catch (DeploymentException e) {
      cleanup.run();
      Failed failed = new Failed(spec, run.timings(), run.stage(), e);
      events.failed(failed);
      return failed;
    } catch (RuntimeException | Error e) {
      cleanup.run(); // whoever was told that it has started could not bear it
      throw e;
    }
  }

  private Running deploy(DeploymentSpec spec, StageRun run, Cleanup cleanup)
      throws DeploymentException {
    Exploded exploded = run.of("unpack", stages.unpack(), spec);
    cleanup.add("delete the work folder", () -> new FolderTree(exploded.work()).delete());
    Exploded current = run.of("migrate", stages.migrate(), exploded);
    Scanned scanned = run.of("scan", stages.scan(), current);
    cleanup.add("let go of the class loader", () -> release(spec, scanned.loader()));
    Described described = run.of("describe", stages.describe(), scanned);
    Assembled assembled = run.of("assemble", stages.assemble(), described);
    WithPages withPages = run.of("pages", stages.pages(), assembled);
    cleanup.add("give back compiled pages", withPages.builds()::close);
    Started started = run.of("start", stages.start(), withPages.assembled());
    cleanup.add("tell the application that it stops", () -> started.engine().stop());
    cleanup.add("end the compilation of pages", withPages.pages()::close);
    withPages.beginInBackground();
    StoppableApp app = new StoppableApp(withPages, started.engine(), cleanup, events);
    return new Running(spec, run.timings(), started.handler(), app);
  }

  private void release(DeploymentSpec spec, AppClassLoader loader) throws Exception {
    for (String left : new LoaderRelease(loader).run()) {
      events.remarked(spec, "%s when it ended, and has been let go of".formatted(left));
    }
  }
}
