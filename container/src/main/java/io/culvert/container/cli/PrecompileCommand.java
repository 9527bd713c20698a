package io.culvert.container.cli;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.config.ServerConfig;
import io.culvert.container.config.Setting;
import io.culvert.container.config.Source;
import io.culvert.container.deploy.DeploymentEvents;
import io.culvert.container.deploy.DeploymentException;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.deploy.Precompiler;
import io.culvert.container.deploy.WorkFolder;
import io.culvert.container.deploy.jsp.PageProgress;
import io.culvert.container.deploy.jsp.PageReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culvert precompile}: all pages of WARs, before any server needs them. */
@Command(
    name = "precompile",
    header = "Compiles the JSP pages of WARs into the build cache.",
    description = {
      "Servers that use the same cache find them there and compile none of them. Nothing of the",
      "application is started. The exit code is 1 if a page does not compile or a WAR can't be read."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  culvert precompile shop.war",
      "  culvert precompile --cache /var/lib/culvert/cache webapps/*.war"
    })
final class PrecompileCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Style style;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "WAR",
      description = "A .war file, or a folder that holds what would be in one.")
  private List<String> wars = new ArrayList<>();

  PrecompileCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.out = surroundings.streams().outWriter();
    this.err = surroundings.streams().errWriter();
    this.style = surroundings.streams().style();
  }

  /** Whether where pages are compiled and kept depends on the setting. */
  static boolean dependsOn(Setting<?> setting) {
    return Set.of("config", "work", "cache").contains(setting.key());
  }

  @Override
  public Integer call() {
    List<Path> files = wars.stream().map(this::file).toList();
    Optional<ServerConfig> config =
        new SettingOptions(surroundings).load(spec.commandLine().getParseResult(), Source.NONE);
    if (config.isEmpty()) {
      return ExitCode.USAGE;
    }
    try {
      return compileAll(files, config.orElseThrow().applications());
    } catch (IOException e) {
      err.println(style.bad(String.valueOf(e.getMessage())));
      return ExitCode.FAILURE;
    }
  }

  private Path file(String name) {
    try {
      return surroundings.folders().current().resolve(name).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new ParameterException(spec.commandLine(), "'%s' is no file name".formatted(name), e);
    }
  }

  private int compileAll(List<Path> files, ServerConfig.Applications folders) throws IOException {
    try (WorkFolder work = WorkFolder.open(folders.work());
        BuildCache cache = BuildCache.open(folders.cache().folder(), InstantSource.system())) {
      Precompiler precompiler = new Precompiler(work.path(), cache, new Notes(err));
      int worst = ExitCode.SUCCESS;
      for (Path file : files) {
        worst = Math.max(worst, compile(precompiler, file));
      }
      return worst;
    }
  }

  /** One that fails keeps no other from it. */
  private int compile(Precompiler precompiler, Path war) throws IOException {
    try {
      PageReport report = report(precompiler, war);
      report.failures().forEach(each -> err.println(style.bad(war.getFileName() + "!" + each)));
      out.printf("%s: %s, in %d ms%n", war.getFileName(), report, report.took().toMillis());
      return report.failures().isEmpty() ? ExitCode.SUCCESS : ExitCode.FAILURE;
    } catch (DeploymentException e) {
      err.println(style.bad(String.valueOf(e.getMessage())));
      return ExitCode.FAILURE;
    }
  }

  private PageReport report(Precompiler precompiler, Path war)
      throws DeploymentException, IOException {
    try (Progress progress = new Progress(surroundings.streams())) {
      return precompiler.compile(war, to(progress));
    }
  }

  /** A line for each page would be too much where it cannot be rewritten. */
  private PageProgress to(Progress progress) {
    return style.colours()
        ? (done, pages, page) -> progress.show("%d of %d pages: %s".formatted(done, pages, page))
        : PageProgress.NONE;
  }

  private record Notes(PrintWriter err) implements DeploymentEvents {
    @Override
    public void remarked(DeploymentSpec app, String line) {
      err.println("note: " + line);
    }

    @Override
    public void cleanupFailed(DeploymentSpec app, String what, Throwable cause) {
      err.printf("note: could not %s: %s%n", what, cause);
    }
  }
}
