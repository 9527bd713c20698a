package io.culvert.container.deploy;

import io.culvert.container.migration.Migrated;
import io.culvert.container.migration.Migration;
import io.culvert.container.migration.Survey;
import io.culvert.container.migration.Verdict.Leave;
import io.culvert.container.migration.Verdict.Rewrite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes a WAR for {@code javax.servlet} one for {@code jakarta.servlet}, beside the original; all
 * others pass through.
 */
final class Migrate implements Stage<Exploded, Exploded> {
  private final Remarks remarks;

  Migrate(Remarks remarks) {
    this.remarks = remarks;
  }

  @Override
  public Exploded run(Exploded exploded) throws DeploymentException {
    try {
      return switch (Survey.of(exploded.root()).verdict()) {
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

  private Exploded rewritten(Exploded exploded, Rewrite rewrite) throws IOException {
    Path root = exploded.work().resolve("migrated");
    Migrated migrated = Migration.run(exploded.root(), root);
    PublicFiles.open(root);
    remarks.remark(
        exploded.spec(),
        "it is made for javax.servlet and was rewritten for jakarta.servlet: %d classes, %d pages and other texts, %d jars; seen in %s"
            .formatted(
                migrated.classes(),
                migrated.texts(),
                migrated.jars(),
                String.join(", ", rewrite.seen())));
    migrated.notes().forEach(line -> remarks.remark(exploded.spec(), line));
    return new Exploded(exploded.spec(), root, digest(exploded), exploded.work());
  }

  /** Follows from the original's, since the content does. */
  private static String digest(Exploded original) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Migration.VERSION.getBytes(StandardCharsets.UTF_8));
      digest.update(original.digest().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java runtime has SHA-256", e);
    }
  }
}
