package io.culvert.container.jmx;

/** One pool of database connections. */
@Description("A pool of database connections, on this node.")
public interface DataSourceMXBean {
  @Description("The name by which applications find it.")
  String getName();

  @Description("The application that has defined it; empty if it is the server's.")
  String getApplication();

  @Description(
      "UNUSED before anybody has asked for a connection, OPEN, or CLOSED with what it belongs to.")
  String getState();

  @Description("Connections in use.")
  int getActive();

  @Description("Connections not in use.")
  int getIdle();

  @Description("Threads that wait for a connection.")
  int getWaiting();

  @Description("Connections there may be at most.")
  int getMax();

  @Description("How often somebody got a connection, since the start of what it belongs to.")
  long getBorrowed();

  @Description("How often somebody waited for a connection in vain.")
  long getTimeouts();

  @Description("Why no connection could be had, the last time; empty if never.")
  String getLastFailure();
}
