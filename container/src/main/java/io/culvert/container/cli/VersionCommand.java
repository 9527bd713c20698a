package io.culvert.container.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code culvert version}: what runs, on what. */
@Command(name = "version", header = "Prints the versions of Culvert and of Java.")
final class VersionCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  VersionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    PrintWriter out = surroundings.streams().outWriter();
    out.println("Culvert " + Version.current());
    out.println("Java " + Runtime.version() + ", " + System.getProperty("java.vm.name"));
    out.println("Servlet 6.1, Pages 4.0, Expression Language 6.0, FastCGI 1.0");
    return ExitCode.SUCCESS;
  }
}
