package io.culvert.container.jmx;

import java.util.List;

/** One virtual host. */
@Description("One virtual host: the applications that answer to one name.")
public interface HostMXBean {
  @Description("Its name, with its port if it has one; empty for the default host.")
  String getName();

  @Description("The names of its applications.")
  List<String> getApplications();
}
