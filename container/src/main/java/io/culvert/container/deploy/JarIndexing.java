package io.culvert.container.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.jandex.Index;

/**
 * Indexes jars on all processors. What is said about them is said in their order.
 *
 * @param indexes makes indexes, given whom to tell what is to be said
 */
record JarIndexing(Function<Consumer<String>, Indexes> indexes) {
  private record Indexed(LibraryJar jar, List<String> said) {}

  List<LibraryJar> run(List<Path> jars, Consumer<String> remarks) throws DeploymentException {
    List<LibraryJar> all = new ArrayList<>();
    int threads = Math.clamp(jars.size(), 1, Runtime.getRuntime().availableProcessors());
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Indexed>> running = new ArrayList<>();
      for (Path jar : jars) {
        running.add(pool.submit(() -> index(jar)));
      }
      for (Future<Indexed> each : running) {
        Indexed indexed = result(each, pool);
        indexed.said().forEach(remarks);
        all.add(indexed.jar());
      }
    }
    return List.copyOf(all);
  }

  private Indexed index(Path jar) throws DeploymentException {
    List<String> said = new ArrayList<>();
    Index index = indexes.apply(said::add).jar(jar);
    return new Indexed(new LibraryJar(jar, index, parts(jar)), said);
  }

  private static Set<JarPart> parts(Path jar) throws DeploymentException {
    try {
      return JarPart.in(jar);
    } catch (IOException e) {
      throw new DeploymentException(
          "WEB-INF/lib/%s: cannot be read: %s".formatted(jar.getFileName(), e.getMessage()), e);
    }
  }

  private static Indexed result(Future<Indexed> running, ExecutorService pool)
      throws DeploymentException {
    try {
      return running.get();
    } catch (ExecutionException e) {
      pool.shutdownNow(); // the others are not wanted any more
      throw switch (e.getCause()) {
        case DeploymentException problem -> problem;
        case null, default -> new DeploymentException("cannot be indexed: " + e.getCause(), e);
      };
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
      throw new DeploymentException("interrupted while its jars were indexed", e);
    }
  }
}
