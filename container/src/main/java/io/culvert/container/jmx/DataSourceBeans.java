package io.culvert.container.jmx;

import io.culvert.container.datasource.DataSources;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ObjectName;

/**
 * {@code io.culvert:type=DataSource} for each pool of database connections: those of applications
 * come and go with them. Any thread; the lock guards what is registered.
 */
public final class DataSourceBeans {
  private final MBeans beans;
  private final DataSources sources;
  private final Map<Pool, ObjectName> names = new HashMap<>();

  /** Generations of an application that follow one another have one bean. */
  private record Pool(String name, String application) {}

  private DataSourceBeans(MBeans beans, DataSources sources) {
    this.beans = beans;
    this.sources = sources;
  }

  /** Registers beans of all pools, and follows their coming and going. */
  public static void follow(MBeans beans, DataSources sources) {
    DataSourceBeans all = new DataSourceBeans(beans, sources);
    sources.whenChanged(all::look);
    all.look();
  }

  private synchronized void look() {
    Set<Pool> present =
        sources.statistics().stream()
            .map(pool -> new Pool(pool.name(), pool.owner()))
            .collect(Collectors.toSet());
    names
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !present.contains(entry.getKey());
              if (gone) {
                beans.unregister(entry.getValue());
              }
              return gone;
            });
    present.forEach(pool -> names.computeIfAbsent(pool, this::register));
  }

  private ObjectName register(Pool pool) {
    String application = pool.application();
    return beans.registerAs(
        "type=DataSource%s,name=%s"
            .formatted(
                application.isEmpty() ? "" : ",application=" + MBeans.value(application),
                MBeans.value(pool.name())),
        DataSourceMXBean.class,
        new DataSourceBean(pool.name(), application, sources));
  }
}
