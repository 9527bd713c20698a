package io.culvert.container.deploy;

import io.culvert.container.buildcache.Builder;
import io.culvert.container.buildcache.Builds;
import io.culvert.container.buildcache.Entry;
import io.culvert.container.buildcache.Key;
import io.culvert.container.buildcache.Kind;
import io.culvert.container.migration.Migrated;
import io.culvert.container.migration.Migration;
import io.culvert.container.migration.Survey;
import io.culvert.container.migration.Verdict;
import io.culvert.container.migration.Verdict.Leave;
import io.culvert.container.migration.Verdict.Rewrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Surveys each content once, and rewrites it once if that is the verdict. What there is to say is
 * kept, too.
 *
 * @param builds keeps both
 */
record KeptMigration(Builds builds) {
  private static final String VERDICT = "verdict";
  private static final String LEAVE = "leave";
  private static final String REWRITE = "rewrite";
  private static final String SUMMARY = "summary";
  private static final String APP = "app";

  /**
   * An application that was rewritten.
   *
   * @param root the folder; its files can only be read
   * @param digest follows from the original's, since the content does
   * @param migrated what was rewritten
   */
  record Rewritten(Path root, String digest, Migrated migrated) {}

  /** A verdict that holds now, but not for what is known of the WAR by its digest. */
  private static final class MovingException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Verdict verdict;

    MovingException(Verdict verdict) {
      super("it changes while it is read");
      this.verdict = verdict;
    }
  }

  Verdict verdict(Exploded exploded) throws IOException {
    Key key = Key.of(Kind.SURVEY, Migration.VERSION, exploded.digest());
    Builder<MovingException> builder = folder -> survey(exploded, folder);
    try {
      Entry entry = builds.entry(key, subject(exploded), builder);
      List<String> lines = Files.readAllLines(entry.folder().resolve(VERDICT));
      List<String> said = lines.subList(1, lines.size());
      return lines.getFirst().equals(LEAVE) ? new Leave(said) : new Rewrite(said);
    } catch (MovingException e) {
      return e.verdict; // it may be but a log file in the application's own folder
    }
  }

  private static void survey(Exploded exploded, Path folder) throws IOException, MovingException {
    Verdict verdict = Survey.of(exploded.root()).verdict();
    if (!exploded.isUnchanged()) {
      throw new MovingException(verdict);
    }
    List<String> lines = new ArrayList<>();
    switch (verdict) {
      case Leave leave -> {
        lines.add(LEAVE);
        lines.addAll(leave.notes());
      }
      case Rewrite rewrite -> {
        lines.add(REWRITE);
        lines.addAll(rewrite.seen());
      }
    }
    write(folder.resolve(VERDICT), lines);
  }

  Rewritten rewritten(Exploded exploded) throws DeploymentException, IOException {
    Key key = Key.of(Kind.MIGRATED_WAR, Migration.VERSION, exploded.digest());
    Builder<DeploymentException> builder = folder -> rewrite(exploded, folder);
    Entry entry = builds.entry(key, subject(exploded), builder);
    return new Rewritten(
        entry.folder().resolve(APP), key.digest(), read(entry.folder().resolve(SUMMARY)));
  }

  private static void rewrite(Exploded exploded, Path folder)
      throws DeploymentException, IOException {
    Migrated migrated = Migration.run(exploded.root(), folder.resolve(APP));
    if (!exploded.isUnchanged()) {
      throw new DeploymentException(
          "%s: changes while it is rewritten for jakarta.servlet; deploy it when it is complete"
              .formatted(exploded.spec().war()));
    }
    List<String> lines = new ArrayList<>();
    lines.add("%d %d %d".formatted(migrated.classes(), migrated.texts(), migrated.jars()));
    lines.addAll(migrated.notes());
    write(folder.resolve(SUMMARY), lines);
  }

  private static Migrated read(Path summary) throws IOException {
    List<String> lines = Files.readAllLines(summary);
    String[] numbers = lines.getFirst().split(" ", -1);
    return new Migrated(
        Integer.parseInt(numbers[0]),
        Integer.parseInt(numbers[1]),
        Integer.parseInt(numbers[2]),
        lines.subList(1, lines.size()));
  }

  /** Names of files are in them, which may hold anything. */
  private static void write(Path file, List<String> lines) throws IOException {
    Files.write(file, lines.stream().map(line -> line.replaceAll("\\R", " ")).toList());
  }

  private static String subject(Exploded exploded) {
    return exploded.spec().war().getFileName().toString();
  }
}
