package io.culvert.container.jmx;

import io.culvert.container.datasource.DataSources;
import io.culvert.container.datasource.PoolStatistics;

/**
 * The pool of a name; the one of the latest generation, while those before it come to their end.
 *
 * @param application that has defined it; empty for the server
 */
record DataSourceBean(String name, String application, DataSources sources)
    implements DataSourceMXBean {
  private static final PoolStatistics.State GONE = PoolStatistics.State.CLOSED;

  private PoolStatistics now() {
    return sources.statistics().stream()
        .filter(pool -> pool.name().equals(name) && pool.owner().equals(application))
        .reduce((_, later) -> later)
        .orElseGet(() -> new PoolStatistics(name, application, GONE, 0, 0, 0, 0, 0, 0, ""));
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getApplication() {
    return application;
  }

  @Override
  public String getState() {
    return now().state().name();
  }

  @Override
  public int getActive() {
    return now().active();
  }

  @Override
  public int getIdle() {
    return now().idle();
  }

  @Override
  public int getWaiting() {
    return now().waiting();
  }

  @Override
  public int getMax() {
    return now().max();
  }

  @Override
  public long getBorrowed() {
    return now().borrowed();
  }

  @Override
  public long getTimeouts() {
    return now().timeouts();
  }

  @Override
  public String getLastFailure() {
    return now().lastFailure();
  }
}
