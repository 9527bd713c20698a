package io.culvert.connector.exhaustion;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.transport.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application that takes all of the heap harms requests of that moment, but not the server. */
@Timeout(200)
class HeapExhaustionTest {
  private static final int MEALS = 3;
  private static final int CLIENTS = 5;

  @TempDir private Path folder;

  @Test
  void aServerWhoseHeapWasEmptyManyTimesServesOn() throws Exception {
    Endpoint endpoint = new Endpoint.Unix(folder.resolve("s"), 0600);
    Process server = start();
    CompletableFuture<Void> judge = killAfter(150, server);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      assertEquals("ready", server.inputReader().readLine());
      // a class that is first needed without memory can never be used again
      assertTrue(servesOn(endpoint), "no row of answered requests before it all");
      AtomicInteger meals = new AtomicInteger();
      AtomicInteger unanswered = new AtomicInteger();
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String uri = i == 0 ? HungryServer.EAT : "/hello";
        all.add(
            clients.submit(
                () -> {
                  while (meals.get() < MEALS) {
                    if (!isAnswered(endpoint, uri)) {
                      unanswered.incrementAndGet();
                    }
                    if (uri.equals(HungryServer.EAT)) {
                      meals.incrementAndGet();
                    }
                  }
                }));
      }
      for (Future<?> client : all) {
        client.get();
      }
      System.out.println("unanswered while the heap was empty: " + unanswered);
      assertTrue(servesOn(endpoint), "no row of answered requests after it all");
    } finally {
      judge.cancel(false);
      server.destroyForcibly().waitFor();
    }
  }

  /** Loops take connections in turn: one that had died would break every row. */
  private static boolean servesOn(Endpoint endpoint) {
    int row = 0;
    for (int i = 0; i < 100 && row < 20; i++) {
      row = isAnswered(endpoint, "/hello") ? row + 1 : 0;
    }
    return row == 20;
  }

  /** A server that hangs is found to be gone, not waited for. */
  private static CompletableFuture<Void> killAfter(int seconds, Process server) {
    return CompletableFuture.runAsync(
        server::destroyForcibly, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS));
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx16m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            HungryServer.class.getName(),
            folder.resolve("s").toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Whoever asks in the moment without memory may wait in vain, like a front end does. */
  private static boolean isAnswered(Endpoint endpoint, String uri) {
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> ask(peer, uri), Thread::startVirtualThread);
      return answer.get(5, TimeUnit.SECONDS).equals(uri);
    } catch (IOException | ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String ask(ScriptedPeer peer, String uri) {
    try {
      peer.send(ScriptedPeer.request(1, false, get(uri, NO_MORE), NOTHING));
      return peer.answer(1).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
