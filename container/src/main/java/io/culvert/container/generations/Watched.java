package io.culvert.container.generations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A WAR that is looked at again and again. It is read only when something about it seems to have
 * changed, and then not before it has stayed the same from one look to the next: it may be being
 * copied. Until then what it was before counts. One thread.
 */
final class Watched {
  /** Looks at an archive that has no end, until it is taken for what it is: broken. */
  private static final int LOOKS_AT_AN_INCOMPLETE_ONE = 30;

  /** A folder of thousands of files is looked at less often, so that it costs at most so much. */
  private static final int SHARE_OF_TIME = 50;

  /** The digest of what is there, but cannot be read. */
  private static final String UNKNOWN = "";

  private final Path war;
  private @Nullable Stat seen;
  private @Nullable Stat read;
  private @Nullable String digest;
  private int incomplete;
  private long restUntil = System.nanoTime();

  Watched(Path war) {
    this.war = war;
  }

  /** The digest of what the WAR holds; empty as long as it has not been there as a whole. */
  Optional<String> look() {
    if (System.nanoTime() - restUntil < 0) {
      return Optional.ofNullable(digest);
    }
    long begun = System.nanoTime();
    try {
      Stat now = Stat.of(war);
      if (!now.equals(read) && now.equals(seen) && isComplete()) {
        read(now);
      }
      seen = now;
    } catch (IOException _) {
      seen = null; // it is just being replaced; what it was before counts until that is done
    }
    long end = System.nanoTime();
    restUntil = Files.isDirectory(war) ? end + SHARE_OF_TIME * (end - begun) : end;
    return Optional.ofNullable(digest);
  }

  /** What the WAR holds at this moment, for somebody who knows that it is complete. */
  String lookNow() {
    try {
      Stat now = Stat.of(war);
      seen = now;
      if (!now.equals(read)) {
        read(now);
      }
    } catch (IOException _) {
      seen = null;
    }
    if (digest == null) {
      digest = UNKNOWN;
    }
    return digest;
  }

  private void read(Stat now) throws IOException {
    incomplete = 0;
    String found = readable();
    if (Stat.of(war).equals(now)) {
      read = now;
      digest = found;
    }
  }

  private String readable() {
    try {
      return Digest.of(war);
    } catch (IOException _) {
      return UNKNOWN; // who tries to deploy it will be told why
    }
  }

  /** The directory of an archive is at its end, so a copy that has come to a halt has none. */
  private boolean isComplete() {
    if (Files.isDirectory(war)) {
      return true;
    }
    try (ZipFile _ = new ZipFile(war.toFile())) {
      return true;
    } catch (IOException _) {
      incomplete++;
      return incomplete > LOOKS_AT_AN_INCOMPLETE_ONE;
    }
  }
}
