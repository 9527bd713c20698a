package io.culvert.container.jmx;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.Applications;
import java.util.List;

/** One virtual host by its name. */
record HostBean(String name, Applications applications) implements HostMXBean {
  @Override
  public String getName() {
    return name;
  }

  @Override
  public List<String> getApplications() {
    return applications.list().stream()
        .map(AppStatus::name)
        .filter(application -> application.host().equals(name))
        .map(AppName::toString)
        .toList();
  }
}
