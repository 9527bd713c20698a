package io.culvert.container.deploy;

import io.culvert.container.buildcache.Builds;
import io.culvert.container.deploy.KeptMigration.Rewritten;
import io.culvert.container.migration.Migrated;
import io.culvert.container.migration.Verdict.Leave;
import io.culvert.container.migration.Verdict.Rewrite;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes a WAR for {@code javax.servlet} one for {@code jakarta.servlet}, beside the original; all
 * others pass through.
 */
final class Migrate implements Stage<Exploded, Exploded> {
  private final KeptMigration kept;
  private final Remarks remarks;

  /**
   * @param builds keeps what was found out and rewritten
   */
  Migrate(Builds builds, Remarks remarks) {
    this.kept = new KeptMigration(builds);
    this.remarks = remarks;
  }

  @Override
  public Exploded run(Exploded exploded) throws DeploymentException {
    try {
      return switch (kept.verdict(exploded)) {
        case Leave leave -> {
          leave.notes().forEach(line -> remarks.remark(exploded.spec(), line));
          yield exploded;
        }
        case Rewrite rewrite -> rewritten(exploded, rewrite);
      };
    } catch (IOException e) {
      throw new DeploymentException(
          "%s: cannot be made an application for jakarta.servlet: %s"
              .formatted(exploded.spec().war(), e.getMessage()),
          e);
    }
  }

  private Exploded rewritten(Exploded exploded, Rewrite rewrite)
      throws DeploymentException, IOException {
    Rewritten rewritten = kept.rewritten(exploded);
    Path root = exploded.work().resolve("migrated");
    new PrivateCopy(rewritten.root(), root).make();
    PublicFiles.open(root);
    Migrated migrated = rewritten.migrated();
    remarks.remark(
        exploded.spec(),
        "it is made for javax.servlet and was rewritten for jakarta.servlet: %d classes, %d pages and other texts, %d jars; seen in %s"
            .formatted(
                migrated.classes(),
                migrated.texts(),
                migrated.jars(),
                String.join(", ", rewrite.seen())));
    migrated.notes().forEach(line -> remarks.remark(exploded.spec(), line));
    return new Exploded(exploded.spec(), root, rewritten.digest(), exploded.work());
  }
}
