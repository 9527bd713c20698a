package io.culvert.container.jmx;

import java.util.List;

/** The server as a whole. */
@Description("The server as a whole.")
public interface ServerMXBean {
  @Description("The version of Culvert.")
  String getVersion();

  @Description("The version of Java that it runs on.")
  String getJavaVersion();

  @Description("The number of its process.")
  long getProcessId();

  @Description(
      "STARTING while applications are deployed for the first time, then RUNNING; STOPPING while"
          + " running requests come to their end.")
  ServerState getState();

  @Description("When it was started, by ISO 8601 in UTC.")
  String getStartTime();

  @Description("For how long it has been there, in milliseconds.")
  long getUptime();

  @Description("Where it speaks FastCGI.")
  List<String> getEndpoints();

  @Description("Where it answers plain HTTP.")
  List<String> getHttpAddresses();

  @Description("The folder for unpacked WARs, compiled pages and temporary files.")
  String getWorkFolder();

  @Description("Where it keeps sessions.")
  String getSessionPlace();

  @Description(
      "Ends the process as SIGTERM would: running requests may finish, then applications are"
          + " stopped. Returns at once.")
  void stop();
}
