package io.culvert.container.migration;

import io.culvert.container.migration.Verdict.Leave;
import io.culvert.container.migration.Verdict.Rewrite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the parts of a WAR refer to, from which follows what it was made for. Versions of
 * descriptors are no evidence: many a {@code web.xml} says 3.1 and its application is of today.
 *
 * @param own {@code WEB-INF/classes} and the pages
 * @param jars those of {@code WEB-INF/lib}, by file name
 */
public record Survey(List<Part> own, List<Part> jars) {
  /**
   * Reads a WAR.
   *
   * @param root its folder; symbolic links in it are left out
   * @throws IOException if it cannot be read; a jar that is none counts as empty
   */
  public static Survey of(Path root) throws IOException {
    Path webInf = root.resolve("WEB-INF");
    return new Survey(
        List.of(PartReader.classes(webInf.resolve("classes")), PartReader.pages(root)),
        PartReader.jars(webInf.resolve("lib")));
  }

  /**
   * Decides. The application's own classes and pages count most: if any of them needs {@code
   * javax.servlet}, all is rewritten, and whatever already knows {@code jakarta.servlet} does not
   * change by that. If none does, jars decide: they may serve both worlds, or serve the old one in
   * passing, so that a single jar which knows only the new one outweighs all others.
   */
  public Verdict verdict() {
    ServletApi known = combined(own);
    boolean anyNew = jars.stream().anyMatch(jar -> jar.api().onlyJakarta());
    boolean anyOld = jars.stream().anyMatch(jar -> jar.api().onlyJavax());
    if (known.javax() || (!known.jakarta() && anyOld && !anyNew)) {
      return new Rewrite(seen());
    }
    return new Leave(deaf());
  }

  private static ServletApi combined(List<Part> parts) {
    return parts.stream().map(Part::api).reduce(ServletApi.NONE, ServletApi::and);
  }

  private List<String> seen() {
    List<Part> all = new ArrayList<>(own);
    all.addAll(jars);
    return all.stream().filter(part -> part.api().javax()).map(Part::evidence).toList();
  }

  private List<String> deaf() {
    return jars.stream()
        .filter(jar -> jar.deaf() && jar.api().onlyJavax())
        .map(
            jar ->
                ("%s: it is made for javax.servlet and not started, since the application is made"
                        + " for jakarta.servlet; look for a newer version of it")
                    .formatted(jar.place()))
        .toList();
  }
}
