package io.culvert.container.cli;

import io.culvert.container.attach.AttachException;
import io.culvert.container.attach.LocalServers;
import io.culvert.container.attach.ServerProcess;
import io.culvert.container.attach.ServerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;

/** Servers that are nothing but their beans. */
final class FakeServers implements LocalServers {
  private final Map<Long, MBeanServer> beans = new TreeMap<>();
  private final List<ServerProcess> ofOthers = new ArrayList<>();
  private int openSessions;

  /** Adds one that lets anybody in; returns where its beans are to be registered. */
  MBeanServer add(long pid) {
    MBeanServer server = MBeanServerFactory.newMBeanServer();
    beans.put(pid, server);
    return server;
  }

  FakeServers withForeign(long pid, String user) {
    ofOthers.add(new ServerProcess(pid, user, false));
    return this;
  }

  int openSessions() {
    return openSessions;
  }

  @Override
  public List<ServerProcess> running() {
    List<ServerProcess> all = new ArrayList<>(ofOthers);
    beans.keySet().forEach(pid -> all.add(new ServerProcess(pid, "me", true)));
    return all;
  }

  @Override
  public boolean exists(long pid) {
    return beans.containsKey(pid);
  }

  @Override
  public ServerSession attach(long pid) throws AttachException {
    MBeanServer server = beans.get(pid);
    if (server == null) {
      throw new AttachException("there is no process " + pid);
    }
    openSessions++;
    return new ServerSession(server, () -> openSessions--);
  }
}
