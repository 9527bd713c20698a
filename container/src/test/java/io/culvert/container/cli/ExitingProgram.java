package io.culvert.container.cli;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Optional;

/** Lives like a server until code of an application, on a virtual thread, calls System.exit. */
public final class ExitingProgram {
  private ExitingProgram() {}

  /** What the application runs. */
  public static final class Call implements Runnable {
    @Override
    public void run() {
      System.exit(0);
    }
  }

  public static void main(String[] arguments) throws Exception {
    new ProcessLifetime(new Quickening(Optional.empty(), Path.of("culvert"))).prepare();
    URL classes = ExitingProgram.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader application =
        new URLClassLoader("/shop", new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      Class<?> call = application.loadClass(Call.class.getName());
      Thread.ofVirtual().start((Runnable) call.getConstructor().newInstance()).join();
    }
  }
}
