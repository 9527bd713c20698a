package io.culvert.container.generations;

import io.culvert.container.deploy.Deployment;
import io.culvert.container.deploy.DeploymentException;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.deploy.EmptyApp;
import io.culvert.session.StoreUnavailableException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A starter that needs no servlet engine: a WAR holds one text, which is what it answers, or {@code
 * fail}, or {@code hang}.
 */
final class FakeApps implements Starter {
  final List<String> started = new CopyOnWriteArrayList<>();
  final BlockingQueue<String> stopped = new LinkedBlockingQueue<>();
  final Map<String, String> sessions = new ConcurrentHashMap<>();
  final CountDownLatch release = new CountDownLatch(1);
  volatile boolean sessionsAreAway;

  /** What holds it fails, for no fault of its own. */
  volatile String missingSomething = "";

  /** Every start waits for it. */
  volatile CountDownLatch held = new CountDownLatch(0);

  final Semaphore ended = new Semaphore(0);

  static Path war(Path file, String text) throws IOException {
    Path unfinished = file.resolveSibling("." + file.getFileName());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(unfinished))) {
      ZipEntry entry = new ZipEntry("text");
      entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0)); // the same text, the same bytes
      zip.putNextEntry(entry);
      zip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return Files.move(unfinished, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public Deployment start(DeploymentSpec spec, List<String> popular, Consumer<String> stage) {
    stage.accept("read");
    try {
      String text = read(spec.content());
      stage.accept("start");
      held.await();
      if (text.equals("hang")) {
        release.await();
      }
      if (text.equals("fail")) {
        return failed(spec, "it says so");
      }
      if (text.equals(missingSomething)) {
        return failed(spec, "something is missing");
      }
      started.add(spec.displayName() + " " + text);
      return new Deployment.Running(
          spec, List.of(), exchange -> exchange.getResponseSender().send(text), new App(text));
    } catch (IOException e) {
      return failed(spec, e.toString());
    } catch (InterruptedException e) {
      return failed(spec, "interrupted");
    }
  }

  @Override
  public void hasEnded() {
    ended.release();
  }

  private static Deployment failed(DeploymentSpec spec, String why) {
    return new Deployment.Failed(spec, List.of(), "start", new DeploymentException(why));
  }

  private static String read(Path war) throws IOException {
    try (ZipFile zip = new ZipFile(war.toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry("text")).readAllBytes(),
          java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private final class App implements EmptyApp {
    private final String text;
    private final ClassLoader loader = new URLClassLoader(new URL[0], null);

    App(String text) {
      this.text = text;
    }

    @Override
    public ClassLoader loader() {
      return loader;
    }

    @Override
    public int sessions() {
      return (int) sessions.values().stream().filter(text::equals).count();
    }

    @Override
    public boolean knowsSessionOf(HttpServerExchange exchange) {
      if (sessionsAreAway) {
        throw new StoreUnavailableException("away");
      }
      @Nullable String id = exchange.getRequestHeaders().getFirst(Headers.COOKIE);
      return id != null && text.equals(sessions.get(id));
    }

    @Override
    public void stop() {
      stopped.add(text);
    }
  }
}
