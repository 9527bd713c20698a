package io.culvert.container.deploy;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.deploy.jsp.CompileMode;
import io.culvert.container.deploy.jsp.JspSupport;
import io.culvert.container.deploy.jsp.PageProgress;
import io.culvert.container.deploy.jsp.PageReport;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Compiles the pages of WARs into the build cache, without making an object of any class of theirs.
 * A server that deploys the same WAR later, or one with the same pages and classes, finds them
 * there.
 */
public final class Precompiler {
  private final Stage<DeploymentSpec, Exploded> unpack;
  private final Stage<Exploded, Exploded> migrate;
  private final Stage<Exploded, Scanned> scan;
  private final Describe describe;
  private final Assemble assemble;
  private final AddPages pages;
  private final DeploymentEvents events;

  /**
   * @param work where WARs are unpacked meanwhile
   * @param cache keeps the pages
   * @param events hears what the server would remark, too
   */
  public Precompiler(Path work, BuildCache cache, DeploymentEvents events) {
    Remarks remarks = events::remarked;
    this.unpack = new Unpack(work, new KeptWar(cache, new FreshWar(UnpackLimits.defaults())));
    this.migrate = new Migrate(cache, remarks);
    this.scan = Scan.keeping(cache, Precompiler.class.getClassLoader(), remarks);
    this.describe = new Describe(remarks);
    this.assemble = new Assemble(AppDefaults.STANDARD, remarks);
    PagePolicy policy = new PagePolicy(cache, CompileMode.LAZY, false);
    this.pages = new AddPages(new JspSupport(), policy, remarks);
    this.events = events;
  }

  /**
   * Compiles those that are not in the cache, on all processors.
   *
   * @param war a WAR, or a folder that holds one
   * @throws DeploymentException if it cannot be unpacked or understood
   * @throws IOException if there is no folder to compile in
   */
  public PageReport compile(Path war, PageProgress progress)
      throws DeploymentException, IOException {
    DeploymentSpec spec = new DeploymentSpec("", "/" + war.getFileName(), war);
    Cleanup cleanup = new Cleanup(spec, events);
    try {
      return pagesOf(spec, cleanup).pages().compile(progress);
    } finally {
      cleanup.run();
    }
  }

  private WithPages pagesOf(DeploymentSpec spec, Cleanup cleanup) throws DeploymentException {
    Exploded exploded = unpack.run(spec);
    cleanup.add("delete the work folder", () -> new FolderTree(exploded.work()).delete());
    Scanned scanned = scan.run(migrate.run(exploded));
    cleanup.add("close the class loader", scanned.loader()::close);
    Assembled outline = assemble.pagesOnly(describe.withoutInitializers(scanned));
    WithPages added = pages.uncompiled(outline, CompileMode.LAZY);
    cleanup.add("give back compiled pages", added.builds()::close);
    return added;
  }
}
