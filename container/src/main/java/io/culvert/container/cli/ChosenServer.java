package io.culvert.container.cli;

import io.culvert.container.attach.AttachException;
import io.culvert.container.attach.Bean;
import io.culvert.container.attach.LocalServers;
import io.culvert.container.attach.ServerProcess;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of the running servers a command is for: the only one, unless the operator says which. */
final class ChosenServer {
  private final Surroundings surroundings;
  private final LocalServers servers;

  @Option(
      names = "--server",
      paramLabel = "PID|DIR|ADDR",
      description =
          "The server, where several run: the number of its process, its work folder, or an address"
              + " it listens on.")
  private String wanted = "";

  ChosenServer(Surroundings surroundings, LocalServers servers) {
    this.surroundings = surroundings;
    this.servers = servers;
  }

  /** What a command does with a server. */
  @FunctionalInterface
  interface Task {
    /**
     * Does it, and returns the exit code.
     *
     * @throws IOException if the server does not do it; the message is made for the operator
     */
    int run(Contact contact) throws IOException;
  }

  /** Does something with the server, or says why there is none to do it with. */
  int reach(Task task) {
    try (Contact contact = choose()) {
      return task.run(contact);
    } catch (AttachException e) {
      return complain(e.getMessage(), ExitCode.NO_SERVER);
    } catch (IOException e) {
      return complain(e.getMessage(), ExitCode.FAILURE);
    }
  }

  private int complain(@Nullable String message, int exitCode) {
    Surroundings.Streams streams = surroundings.streams();
    streams.errWriter().println(streams.style().bad(String.valueOf(message)));
    return exitCode;
  }

  /** Says so if the server is certainly gone: no other one can have been meant. */
  Optional<String> absence() {
    if (isProcess()) {
      boolean there = servers.exists(Long.parseLong(wanted));
      return there ? Optional.empty() : Optional.of("there is no process " + wanted);
    }
    return servers.running().isEmpty() ? Optional.of("no server runs here") : Optional.empty();
  }

  private boolean isProcess() {
    return wanted.matches("[0-9]{1,10}");
  }

  private Contact choose() throws AttachException {
    if (isProcess()) {
      return Contact.with(Long.parseLong(wanted), servers);
    }
    List<ServerProcess> running = servers.running();
    List<ServerProcess> reachable = running.stream().filter(ServerProcess::reachable).toList();
    if (reachable.isEmpty()) {
      throw new AttachException(nobodyThere(running));
    }
    if (wanted.isEmpty() && reachable.size() == 1) {
      return Contact.with(reachable.getFirst().pid(), servers);
    }
    return named(reachable);
  }

  private static String nobodyThere(List<ServerProcess> running) {
    if (running.isEmpty()) {
      return "no Culvert server runs here, as far as can be seen; 'culvert run' starts one";
    }
    String others =
        running.stream()
            .map(other -> "process %d of user %s".formatted(other.pid(), other.user()))
            .collect(Collectors.joining(", "));
    return "no Culvert server of this user runs here, but %s; call culvert as that user or as root"
        .formatted(others);
  }

  private Contact named(List<ServerProcess> reachable) throws AttachException {
    List<String> descriptions = new ArrayList<>();
    List<Long> fitting = new ArrayList<>();
    for (ServerProcess process : reachable) {
      try (Contact contact = Contact.with(process.pid(), servers)) {
        descriptions.add(
            contact.description() + ", work folder " + contact.server().text("WorkFolder"));
        if (!wanted.isEmpty() && isWanted(contact.server())) {
          fitting.add(process.pid());
        }
      } catch (AttachException e) {
        descriptions.add(String.valueOf(e.getMessage()));
      }
    }
    if (fitting.size() == 1) {
      return Contact.with(fitting.getFirst(), servers);
    }
    throw new AttachException(
        "%s\n  %s".formatted(unclear(fitting.size()), String.join("\n  ", descriptions)));
  }

  private String unclear(int fitting) {
    if (wanted.isEmpty()) {
      return "several servers run here; say which one is meant with --server:";
    }
    return "--server %s: %s of these has that work folder or listens there:"
        .formatted(wanted, fitting == 0 ? "none" : "more than one");
  }

  private boolean isWanted(Bean server) {
    boolean listens =
        server.texts("Endpoints").stream()
            .anyMatch(address -> address.equals(wanted) || address.startsWith(wanted + "?"));
    if (listens) {
      return true;
    }
    try {
      Path folder = surroundings.folders().current().resolve(wanted).toAbsolutePath().normalize();
      return server.text("WorkFolder").equals(folder.toString());
    } catch (InvalidPathException _) {
      return false;
    }
  }
}
