package io.culvert.container.deploy.pages;

import io.culvert.container.buildcache.Builds;
import io.culvert.container.buildcache.Entry;
import jakarta.servlet.ServletContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.jasper.JasperException;
import org.jboss.logging.Logger;

/**
 * The pages of one generation of one application: each is taken from the build cache, or compiled
 * and put there. If the cache cannot be used, pages are compiled all the same.
 */
public final class CompiledPages {
  private static final Logger LOG = Logger.getLogger(CompiledPages.class);

  /** The attribute of the servlet context where {@link PageCompiler} looks for it. */
  public static final String ATTRIBUTE = CompiledPages.class.getName();

  private final Builds builds;
  private final String application;
  private final Supplier<String> environment;
  private final boolean editable;
  private final PageCounters counters = new PageCounters();
  private final AtomicBoolean warned = new AtomicBoolean();

  /** Pages that do not compile, and never will if they are not editable. */
  private final Map<String, JasperException> broken = new ConcurrentHashMap<>();

  /**
   * Nothing is read yet.
   *
   * @param builds where compiled pages are kept
   * @param application what people call it
   * @param environment what all its pages depend on beside their sources; asked before each page
   * @param editable whether pages may change
   */
  public CompiledPages(
      Builds builds, String application, Supplier<String> environment, boolean editable) {
    this.builds = builds;
    this.application = application;
    this.environment = environment;
    this.editable = editable;
  }

  static Optional<CompiledPages> of(ServletContext context) {
    return context.getAttribute(ATTRIBUTE) instanceof CompiledPages pages
        ? Optional.of(pages)
        : Optional.empty();
  }

  /**
   * What happened until now.
   *
   * @param pages how many there are
   */
  public PageStatistics statistics(long pages) {
    return counters.statistics(pages);
  }

  /**
   * Sees to it that a page is compiled: in the build cache if that was all that was wanted,
   * otherwise in Jasper's folder, too.
   *
   * @throws FileNotFoundException if there is no such page
   * @throws JasperException if it does not compile
   */
  void obtain(PageCompiler page) throws Exception {
    if (!page.sources().has(page.page())) {
      throw new FileNotFoundException(page.page());
    }
    JasperException known = broken.get(page.page());
    if (known != null) {
      throw new JasperException(known.getMessage(), known);
    }
    Translation translation = new Translation(page);
    try {
      find(translation);
    } catch (TranslationException e) {
      throw failed(page, e.reason());
    } catch (MovingException _) {
      // it is compiled, for now; it is looked at again
    } catch (IOException | UncheckedIOException e) {
      withoutCache(translation, e);
    }
    count(translation);
  }

  private Exception failed(PageCompiler page, Exception reason) {
    counters.failed(page.page());
    if (!editable && reason instanceof JasperException failure) {
      broken.putIfAbsent(page.page(), failure);
    }
    return reason;
  }

  private void withoutCache(Translation translation, Exception problem) throws Exception {
    if (warned.compareAndSet(false, true)) {
      LOG.warnf("%s: pages are compiled for this process only: %s", application, problem);
    }
    if (translation.ahead()) {
      return; // with nowhere to put it, there is nothing to gain
    }
    try {
      translation.run();
    } catch (TranslationException e) {
      throw failed(translation.compiler(), e.reason());
    }
  }

  private void count(Translation translation) {
    String page = translation.compiler().page();
    if (translation.done()) {
      counters.compiled(page, translation.ahead());
    } else {
      counters.found(page);
    }
  }

  private void find(Translation translation) throws IOException, TranslationException {
    PageCompiler page = translation.compiler();
    Sources sources = page.sources();
    String known = Environment.digest(page.pageOptions(), environment.get());
    Step step = Step.first(known, page.page(), sources);
    String subject = application + " " + page.page();
    while (true) {
      Step here = step;
      Entry entry = builds.entry(here.key(), subject, into -> build(translation, here, into));
      List<String> more = PageEntry.files(entry);
      if (more.isEmpty()) {
        take(translation, entry, here.known());
        return;
      }
      step = here.next(more, sources);
    }
  }

  /**
   * Compiles. What is kept under this step is the classes, if its key says everything they were
   * made from; otherwise a list of what has to be looked at, and the classes behind it.
   */
  private void build(Translation translation, Step here, Path folder)
      throws IOException, TranslationException {
    translation.run();
    PageCompiler page = translation.compiler();
    if (editable && !translation.isRepeatable()) {
      throw new MovingException(page.page());
    }
    NavigableSet<String> read = page.dependencies();
    NavigableSet<String> classes = page.classFiles().neededBy(page.mainClass());
    if (here.known().containsAll(read)) {
      PageEntry.writeClasses(folder, page.classFiles(), classes, page.javaSource());
      return;
    }
    Step next = here.next(read, page.sources());
    builds.entry(
        next.key(),
        application + " " + page.page(),
        into -> PageEntry.writeClasses(into, page.classFiles(), classes, page.javaSource()));
    PageEntry.writeFiles(folder, read);
  }

  private void take(Translation translation, Entry entry, NavigableSet<String> madeFrom)
      throws IOException {
    PageCompiler page = translation.compiler();
    if (!translation.done()) {
      page.madeFrom(madeFrom);
      if (!translation.ahead()) {
        PageEntry.unpack(entry, page.classFiles().folder(), editable);
      }
    }
  }
}
