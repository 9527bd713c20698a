package io.culvert.container.cli;

import io.culvert.container.config.ServerConfig;
import io.culvert.container.config.Setting;
import io.culvert.container.config.Source;
import io.culvert.container.frontend.check.CheckResult;
import io.culvert.container.frontend.check.Finding;
import io.culvert.container.frontend.check.FrontEndCheck;
import io.culvert.container.frontend.check.Language;
import io.culvert.container.frontend.check.Severity;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culvert frontend check}: what would hurt in a configuration that is already there. */
@Command(
    name = "check",
    header = "Names what would hurt in a configuration of nginx or lighttpd.",
    description = {
      "With file and line, and what to write instead. Includes are followed, nothing is changed.",
      "The exit code is 0 if nothing hurts, 1 if something does, 2 if it can't be read."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  culvert frontend check /etc/nginx/nginx.conf",
      "  culvert frontend check --kind lighttpd /etc/lighttpd/conf-available/10-fastcgi.conf"
    })
final class FrontendCheckCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The configuration.")
  private String file = "";

  @Option(
      names = "--kind",
      paramLabel = "nginx|lighttpd",
      description = "The web server it is for. Default: what it looks like.")
  private String kind = "";

  FrontendCheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Whether what is found depends on the setting. */
  static boolean dependsOn(Setting<?> setting) {
    return Set.of("config", "limits.request-body").contains(setting.key());
  }

  @Override
  public Integer call() {
    Optional<Language> language = Language.named(kind);
    if (language.isEmpty() && !kind.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "kind '%s' is neither nginx nor lighttpd".formatted(kind));
    }
    Optional<ServerConfig> config =
        new SettingOptions(surroundings).load(spec.commandLine().getParseResult(), Source.NONE);
    if (config.isEmpty()) {
      return ExitCode.USAGE;
    }
    FrontEndCheck check = new FrontEndCheck(language, config.orElseThrow().requests().maxBody());
    return switch (check.of(path())) {
      case CheckResult.Read read -> report(read);
      case CheckResult.Unreadable unreadable -> {
        PrintWriter err = surroundings.streams().errWriter();
        err.println(surroundings.streams().style().bad(unreadable.problem()));
        yield ExitCode.USAGE;
      }
    };
  }

  private Path path() {
    try {
      return surroundings.folders().current().resolve(file);
    } catch (InvalidPathException e) {
      throw new ParameterException(spec.commandLine(), "'%s' is no file name".formatted(file), e);
    }
  }

  private int report(CheckResult.Read read) {
    PrintWriter out = surroundings.streams().outWriter();
    read.findings().forEach(out::println);
    out.println(summary(read.findings()));
    return read.isGood() ? ExitCode.SUCCESS : ExitCode.FAILURE;
  }

  private static String summary(List<Finding> findings) {
    long notes = findings.stream().filter(finding -> finding.severity() == Severity.NOTE).count();
    long others = findings.size() - notes;
    return "%s, %s"
        .formatted(
            others == 0 ? "Nothing hurts" : others == 1 ? "1 thing hurts" : others + " things hurt",
            notes == 1 ? "1 note." : notes + " notes.");
  }
}
