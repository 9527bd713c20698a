package io.culvert.container.jmx;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The server that a process runs. Any thread. */
public final class ServerBean implements ServerMXBean {
  private final Facts facts;
  private final Runnable requestEnd;
  private final InstantSource clock;
  private final Instant start;
  private final AtomicReference<ServerState> state = new AtomicReference<>(ServerState.STARTING);

  /**
   * What does not change while a server is there.
   *
   * @param version of Culvert
   * @param endpoints where it speaks FastCGI, with the ports that were given out
   * @param http where it answers plain HTTP
   * @param workFolder where it keeps what it makes
   * @param sessions where it keeps sessions
   */
  public record Facts(
      String version,
      List<String> endpoints,
      List<String> http,
      String workFolder,
      String sessions) {
    public Facts {
      endpoints = List.copyOf(endpoints);
      http = List.copyOf(http);
    }
  }

  private ServerBean(Facts facts, Runnable requestEnd, InstantSource clock) {
    this.facts = facts;
    this.requestEnd = requestEnd;
    this.clock = clock;
    this.start = clock.instant();
  }

  /**
   * Registers {@code io.culvert:type=Server} for a server that starts.
   *
   * @param requestEnd has the process end and returns at once
   */
  public static ServerBean register(
      MBeans beans, Facts facts, Runnable requestEnd, InstantSource clock) {
    ServerBean bean = new ServerBean(facts, requestEnd, clock);
    beans.register("Server", ServerMXBean.class, bean);
    return bean;
  }

  /** Says what the server does from now on. */
  public void enter(ServerState next) {
    state.set(next);
  }

  @Override
  public String getVersion() {
    return facts.version();
  }

  @Override
  public String getJavaVersion() {
    return Runtime.version().toString();
  }

  @Override
  public long getProcessId() {
    return ProcessHandle.current().pid();
  }

  @Override
  public ServerState getState() {
    return state.get();
  }

  @Override
  public String getStartTime() {
    return start.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  @Override
  public long getUptime() {
    return clock.millis() - start.toEpochMilli();
  }

  @Override
  public List<String> getEndpoints() {
    return facts.endpoints();
  }

  @Override
  public List<String> getHttpAddresses() {
    return facts.http();
  }

  @Override
  public String getWorkFolder() {
    return facts.workFolder();
  }

  @Override
  public String getSessionPlace() {
    return facts.sessions();
  }

  @Override
  public void stop() {
    requestEnd.run();
  }
}
