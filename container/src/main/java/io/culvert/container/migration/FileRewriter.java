package io.culvert.container.migration;

import java.io.IOException;
import java.util.Optional;

/** Rewrites the content of single files, and counts. Safe for any thread. */
final class FileRewriter {
  private final Names names = new Names();
  private final RemovedApi removed = new RemovedApi();
  private final Tally tally;

  FileRewriter(Tally tally) {
    this.tally = tally;
  }

  /** Whether a file of this name can have anything to replace in it. */
  boolean concerns(String name) {
    return Content.isClass(name) || Content.isPage(name) || Content.isText(name);
  }

  String nameOf(String name) {
    return names.ofFile(name);
  }

  /**
   * Replaces names.
   *
   * @param name tells what it is
   * @return empty if there was nothing to replace
   */
  Optional<byte[]> rewrite(String name, byte[] content) throws IOException {
    return Content.isClass(name) ? rewriteClass(name, content) : rewriteText(name, content);
  }

  private Optional<byte[]> rewriteText(String name, byte[] content) throws IOException {
    Optional<byte[]> replaced = names.inText(name, content);
    replaced.ifPresent(_ -> tally.addText());
    return replaced;
  }

  private Optional<byte[]> rewriteClass(String name, byte[] content) {
    try {
      Optional<byte[]> replaced = names.inClass(name, content);
      if (replaced.isPresent()) {
        tally.addRemoved(name, removed.usedBy(replaced.get()));
        tally.addClass();
      }
      return replaced;
    } catch (IOException | RuntimeException e) {
      tally.note("%s: is not a readable class and stays as it is: %s".formatted(name, e));
      return Optional.empty();
    }
  }
}
