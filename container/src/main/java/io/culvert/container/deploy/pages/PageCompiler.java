package io.culvert.container.deploy.pages;

import io.culvert.container.deploy.pages.Sources.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jasper.JspCompilationContext;
import org.apache.jasper.Options;
import org.apache.jasper.compiler.JDTCompiler;
import org.apache.jasper.compiler.PageInfo;
import org.apache.jasper.compiler.SmapStratum;
import org.apache.jasper.servlet.JspServletWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Compiles one page or tag file for Jasper, which makes it by the name of its class. It looks into
 * the build cache before, if the servlet context has {@link CompiledPages}; tag files are compiled
 * for the first page that uses them and kept with each that does. Jasper calls it under a lock of
 * the page.
 */
public final class PageCompiler extends JDTCompiler {
  /** Files are looked at once in this time, and only where they may change at all. */
  private static final long NANOS_BETWEEN_LOOKS = 1_000_000_000L;

  /** What the page was made from; empty until it was made. */
  private Optional<Map<String, Stamp>> made = Optional.empty();

  private long lookedAt;
  private NavigableSet<String> dependencies = new TreeSet<>();
  private boolean ahead;
  private boolean translated;

  /** For Jasper. */
  public PageCompiler() {}

  @Override
  public void init(JspCompilationContext context, @Nullable JspServletWrapper wrapper) {
    super.init(context, wrapper);
    ahead = wrapper == null;
  }

  @Override
  public boolean isOutDated(boolean checkClass) {
    if (made.isEmpty()) {
      return true;
    }
    if (!options.getDevelopment() || System.nanoTime() - lookedAt < NANOS_BETWEEN_LOOKS) {
      return false;
    }
    lookedAt = System.nanoTime();
    Map<String, Stamp> before = made.get();
    if (before.equals(stampsOf(before.keySet()))) {
      return false;
    }
    ctxt.getLastModified(ctxt.getJspFile()); // by this Jasper learns of a page that is gone
    return true;
  }

  private Map<String, Stamp> stampsOf(Set<String> files) {
    try {
      return sources().stamps(files);
    } catch (IOException _) {
      return Map.of(); // compiling will tell what is wrong
    }
  }

  @Override
  public void compile(boolean compileClass, boolean jspcMode) throws Exception {
    made = Optional.empty();
    long begun = System.currentTimeMillis();
    Optional<CompiledPages> pages =
        ctxt.isTagFile() ? Optional.empty() : CompiledPages.of(ctxt.getServletContext());
    if (pages.isEmpty()) {
      translate();
    } else {
      pages.orElseThrow().obtain(this);
    }
    lookedAt = System.nanoTime();
    made = Optional.of(options.getDevelopment() ? stampsAt(begun) : Map.of());
  }

  /** Stamps that no file has, if one has changed since then: it may have been read before. */
  private Map<String, Stamp> stampsAt(long begun) {
    Map<String, Stamp> stamps = stampsOf(dependencies);
    return isSettled(stamps, begun) ? stamps : Map.of(ctxt.getJspFile(), new Stamp(0, -1));
  }

  private static boolean isSettled(Map<String, Stamp> stamps, long begun) {
    return stamps.values().stream().allMatch(stamp -> stamp.changed() < begun);
  }

  /** Whether the page was made from files that had not changed since some time. */
  boolean isMadeOfFilesBefore(long millis) {
    return isSettled(stampsOf(dependencies), millis);
  }

  /** Compiles now, into Jasper's folder. */
  void translate() throws Exception {
    classFiles().deleteNested(mainClass());
    super.compile(true, false);
    translated = true;
  }

  /** Whether it was ever compiled here, and not found. */
  public boolean hasTranslated() {
    return translated;
  }

  @Override
  protected void generateClass(@Nullable Map<String, SmapStratum> smaps) throws Exception {
    noteDependencies(pageInfo);
    super.generateClass(smaps);
  }

  /** Only here is known what was read. What is in jars belongs to the class path. */
  private void noteDependencies(PageInfo page) {
    NavigableSet<String> files = new TreeSet<>();
    if (ctxt.getTagFileJar() == null) {
      files.add(ctxt.getJspFile());
    }
    page.getDependants().keySet().stream().filter(file -> file.startsWith("/")).forEach(files::add);
    dependencies = files;
  }

  /** The page and all files it includes, with their tag files and tag libraries. */
  NavigableSet<String> dependencies() {
    return dependencies;
  }

  /** What the page was found to be made from, when it did not have to be translated. */
  void madeFrom(NavigableSet<String> files) {
    dependencies = files;
  }

  String page() {
    return ctxt.getJspFile();
  }

  /** Whether nobody waits for the page. */
  boolean ahead() {
    return ahead;
  }

  Sources sources() {
    return new Sources(ctxt.getServletContext());
  }

  ClassFiles classFiles() {
    return new ClassFiles(ctxt.getOptions().getScratchDir().toPath().toAbsolutePath());
  }

  Path mainClass() {
    return Path.of(ctxt.getClassFileName()).toAbsolutePath();
  }

  Path javaSource() {
    return Path.of(ctxt.getServletJavaFileName()).toAbsolutePath();
  }

  Options pageOptions() {
    return options;
  }
}
