package io.culvert.container.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a web server and Culvert speak over. */
enum Transport {
  UNIX {
    @Override
    Culvert start(Dist dist, Path folder, Map<String, String> environment, String... apps)
        throws IOException {
      return Culvert.onUnixSocket(dist, folder, environment, apps);
    }
  },
  TCP {
    @Override
    Culvert start(Dist dist, Path folder, Map<String, String> environment, String... apps)
        throws IOException {
      return Culvert.onPort(dist, folder, Ports.free(), environment, apps);
    }
  };

  /** Starts a Culvert with the applications that listens this way. */
  abstract Culvert start(Dist dist, Path folder, Map<String, String> environment, String... apps)
      throws IOException;
}
