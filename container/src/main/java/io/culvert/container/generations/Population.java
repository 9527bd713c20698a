package io.culvert.container.generations;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.VirtualHost;
import io.culvert.container.hosts.HostRouter;
import io.culvert.container.hosts.Mount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** All applications, each with its place in the table of hosts. Any thread. */
final class Population {
  private final Means means;
  private final HostRouter router;
  private final Map<AppName, LiveApp> apps = new LinkedHashMap<>();

  Population(Means means, HostRouter router) {
    this.means = means;
    this.router = router;
  }

  /** The application at an address, wanted or not. */
  synchronized LiveApp at(AppName name) {
    return apps.computeIfAbsent(name, _ -> new LiveApp(name, means, worker(name)));
  }

  /** One thread for each, as long as there is something to do. */
  private static ThreadPoolExecutor worker(AppName name) {
    ThreadPoolExecutor worker =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform()
                .daemon()
                .inheritInheritableThreadLocals(false)
                .name("applications " + name)
                .factory());
    worker.allowCoreThreadTimeOut(true);
    return worker;
  }

  synchronized Optional<LiveApp> find(AppName name) {
    return Optional.ofNullable(apps.get(name));
  }

  synchronized List<LiveApp> all() {
    return List.copyOf(apps.values());
  }

  /** Gives requests to those that are wanted, and forgets those of which nothing is left. */
  synchronized void mount() {
    apps.values().removeIf(LiveApp::isOver);
    List<Mount> mounts = new ArrayList<>();
    for (LiveApp app : apps.values()) {
      if (app.isWanted()) {
        AppName name = app.name();
        mounts.add(new Mount(VirtualHost.parse(name.host()), name.contextPath(), app.gate()));
      }
    }
    router.mount(mounts);
  }
}
