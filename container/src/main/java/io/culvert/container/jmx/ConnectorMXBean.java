package io.culvert.container.jmx;

/** All listeners together, and the limits they share. */
@Description("All listeners together, and the limits that they share.")
public interface ConnectorMXBean extends MonitorMXBean {
  @Description(
      "How many connections may be open; more wait in the kernel. Setting limits.connections.")
  int getConnectionsMax();

  @Description("How many requests may run at once. Setting limits.running.")
  int getRequestsRunningMax();

  @Description("Requests that wait now, because as many run as may.")
  int getRequestsQueued();

  @Description(
      "How many requests may wait; more are answered with 503 at once. Setting limits.queued.")
  int getRequestsQueuedMax();

  @Description(
      "Threads of event loops that requests hold up now, because they wait or compute for long;"
          + " others took their places. Above 64 all requests go to threads of their own.")
  int getThreadsHeldUp();

  @Description("Platform threads that serve slow requests now.")
  int getThreadsPlatform();

  @Description(
      "How many platform threads may serve slow requests. Setting threads.platform-max, or 200"
          + " where that is 0.")
  int getThreadsPlatformMax();

  @Description(
      "Virtual threads that serve slow requests now, because most platform threads are taken.")
  int getThreadsVirtual();

  @Description("Event loops, on whose threads quick requests run. Setting threads.loops.")
  int getThreadsLoops();

  @Description(
      "How many requests may run at once on one connection. Setting limits.requests-per-connection.")
  int getRequestsPerConnectionMax();
}
