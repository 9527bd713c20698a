package io.culvert.container.cli;

import io.culvert.container.attach.LocalServers;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code culvert stop}: ends a server, and waits until its process is gone. */
@Command(
    name = "stop",
    header = "Stops a running server.",
    description = {
      "Running requests may finish as long as timeouts.shutdown says, then applications are",
      "stopped. Waits until the process is gone. Where no server runs there is nothing to do."
    })
final class StopCommand implements Callable<Integer> {
  private final Surroundings.Streams streams;

  @Mixin private final ChosenServer server;

  @Option(names = "--no-wait", description = "Does not wait until the process is gone.")
  private boolean noWait;

  StopCommand(Surroundings surroundings, LocalServers servers) {
    this.streams = surroundings.streams();
    this.server = new ChosenServer(surroundings, servers);
  }

  @Override
  public Integer call() {
    Optional<String> absence = server.absence();
    if (absence.isPresent()) {
      streams.outWriter().println(absence.get() + "; nothing to stop");
      return ExitCode.SUCCESS;
    }
    return server.reach(this::stop);
  }

  private int stop(Contact contact) throws IOException {
    Optional<ProcessHandle> process = ProcessHandle.of(contact.pid());
    contact.session().call(contact.server().name(), "stop");
    if (noWait) {
      streams.outWriter().println("asked " + contact.description() + " to stop");
      return ExitCode.SUCCESS;
    }
    try (Progress progress = new Progress(streams)) {
      progress.show("running requests come to their end, then applications stop");
      process.ifPresent(one -> one.onExit().join());
    }
    streams.outWriter().println("stopped " + contact.description());
    return ExitCode.SUCCESS;
  }
}
