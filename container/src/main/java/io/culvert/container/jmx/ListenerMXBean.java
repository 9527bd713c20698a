package io.culvert.container.jmx;

/** One address where front ends connect. */
@Description("One address where front ends connect with FastCGI.")
public interface ListenerMXBean extends MonitorMXBean {
  @Description("Where it listens.")
  String getAddress();
}
