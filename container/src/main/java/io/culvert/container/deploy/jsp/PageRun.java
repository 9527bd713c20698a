package io.culvert.container.deploy.jsp;

import io.culvert.container.buildcache.Tree;
import io.culvert.container.deploy.jsp.PageList.Page;
import io.culvert.container.deploy.pages.PageCompiler;
import io.culvert.container.deploy.pages.PageFailure;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.jasper.EmbeddedServletOptions;
import org.apache.jasper.JspCompilationContext;
import org.apache.jasper.Options;
import org.apache.jasper.compiler.Compiler;
import org.apache.jasper.compiler.JspRuntimeContext;

/**
 * Compiles pages that nobody has asked for, into the build cache. One run shares what Jasper keeps
 * of tag files, and what was read of classes; it leaves nothing behind. Any number of threads.
 */
final class PageRun implements AutoCloseable {
  /** What Jasper keeps for the pages of one servlet. */
  private record Setup(Options options, JspRuntimeContext runtime) {}

  private final Path scratch;
  private final ServletContext context;
  private final ClassLoader loader;
  private final Map<PageServlet, Setup> setups = new HashMap<>();

  /**
   * @param context in which to compile
   * @param pages what will be compiled
   * @param scratch where a folder for this run alone can be made
   * @throws IOException if folders cannot be made in it
   */
  PageRun(ServletContext context, List<Page> pages, Path scratch) throws IOException {
    this.scratch = Files.createTempDirectory(scratch, "ahead-");
    this.context = context;
    this.loader = new ReadOnceLoader(context.getClassLoader());
    for (PageServlet servlet : pages.stream().map(Page::servlet).distinct().toList()) {
      Path folder = this.scratch.resolve(Integer.toString(setups.size()));
      Files.createDirectories(folder);
      ServletConfig config = servlet.config(context, folder.toString());
      setups.put(servlet, inApplication(() -> setup(config)));
    }
  }

  private Setup setup(ServletConfig config) {
    Options options = new EmbeddedServletOptions(config, context);
    return new Setup(options, new JspRuntimeContext(context, options));
  }

  /** Jasper takes the thread's loader for that of the application. */
  private <T> T inApplication(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * What came of a page.
   *
   * @param compiled whether it had to be compiled, and was
   */
  record Result(boolean compiled, Optional<PageFailure> failure) {}

  /** Compiles one page, if it is not compiled yet. */
  Result compile(Page page) {
    Setup setup = setups.get(page.servlet());
    if (setup == null) {
      throw new IllegalArgumentException(page.path() + " is not of this run");
    }
    return inApplication(() -> compile(page.path(), setup));
  }

  private Result compile(String path, Setup setup) {
    JspCompilationContext compilation =
        new JspCompilationContext(path, setup.options(), context, null, setup.runtime());
    try {
      Compiler compiler = compilation.createCompiler();
      compiler.compile();
      return new Result(
          compiler instanceof PageCompiler page && page.hasTranslated(), Optional.empty());
    } catch (Exception | LinkageError | StackOverflowError e) {
      return new Result(false, Optional.of(PageFailure.of(path, e)));
    }
  }

  /** Deletes what Jasper has written; the build cache has what it needs. */
  @Override
  public void close() throws IOException {
    Tree.delete(scratch);
  }
}
