package io.culvert.container.attach;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.management.remote.JMXConnector;

/**
 * The processes of this machine, as the operating system lists them. It does so for every user and
 * across temporary folders, where the list that Java keeps shows a user's own processes only, and
 * none that has a private {@code /tmp}.
 */
public final class ProcessTable implements LocalServers {
  private static final String MAIN = "io.culvert.container.Main";

  @Override
  public List<ServerProcess> running() {
    return ProcessHandle.allProcesses()
        .filter(ProcessTable::isServer)
        .map(ProcessTable::server)
        .sorted(Comparator.comparingLong(ServerProcess::pid))
        .toList();
  }

  private static boolean isServer(ProcessHandle process) {
    List<String> line = commandLine(process);
    int main = line.indexOf(MAIN);
    return main >= 0 && main + 1 < line.size() && line.get(main + 1).equals("run");
  }

  /** Asks Linux itself first, as Java gives up on lines of 4096 bytes and more. */
  private static List<String> commandLine(ProcessHandle process) {
    try {
      Path line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return List.of(Files.readString(line, StandardCharsets.ISO_8859_1).split("\0", -1));
    } catch (IOException _) {
      return process.info().arguments().map(List::of).orElse(List.of());
    }
  }

  private static ServerProcess server(ProcessHandle process) {
    return new ServerProcess(process.pid(), user(process), isReachable(process));
  }

  /** A process lets in its own user, and root (the JVM's attach listener looks at both). */
  private static boolean isReachable(ProcessHandle process) {
    String own = user(ProcessHandle.current());
    return own.equals("root") || own.equals(user(process));
  }

  private static String user(ProcessHandle process) {
    return process.info().user().orElse("");
  }

  @Override
  public boolean exists(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }

  @Override
  public ServerSession attach(long pid) throws AttachException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      throw new AttachException("there is no process %d".formatted(pid));
    }
    requireReachable(process.get());
    try {
      JMXConnector connector = agent(pid).connect();
      return new ServerSession(connector.getMBeanServerConnection(), connector);
    } catch (AttachNotSupportedException | IOException e) {
      String hint = isElsewhere(pid) ? "; it runs in a container, so call culvert in there" : "";
      throw new AttachException(
          "process %d does not let anybody in: %s%s".formatted(pid, e.getMessage(), hint), e);
    }
  }

  private static void requireReachable(ProcessHandle process) throws AttachException {
    if (!isReachable(process)) {
      String user = user(process);
      throw new AttachException(
          "process %d belongs to another user, %s; call culvert as that user or as root"
              .formatted(process.pid(), user.isEmpty() ? "who is not known here" : user));
    }
  }

  /** Has the process begin to speak JMX, if it does not yet; returns where. */
  private static AgentAddress agent(long pid) throws AttachNotSupportedException, IOException {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
    try {
      return AgentAddress.parse(machine.startLocalManagementAgent())
          .orElseThrow(() -> new IOException("it tells an address that is not its own"));
    } finally {
      machine.detach();
    }
  }

  /** Whether a process numbers its processes otherwise than this one: pid_namespaces(7). */
  private static boolean isElsewhere(long pid) {
    try {
      Path own = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
      return !Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/pid")).equals(own);
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
