package io.culvert.connector.exhaustion;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.transport.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application that takes all of the heap harms requests of that moment, but not the server. */
@Timeout(120)
class HeapExhaustionTest {
  private static final int MEALS = 5;
  private static final int CLIENTS = 5;

  @TempDir private Path folder;

  @Test
  void aServerWhoseHeapWasEmptyManyTimesServesOn() throws Exception {
    Endpoint endpoint = new Endpoint.Unix(folder.resolve("s"), 0600);
    Process server = start();
    CompletableFuture<Void> judge = killAfter(60, server);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      assertEquals("ready", server.inputReader().readLine());
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
      for (int i = 0; i < 100; i++) {
        assertTrue(isAnswered(endpoint, "/hello"), "request " + i + " after it all");
      }
      System.out.println("running and queued after it all: " + ask(endpoint, HungryServer.RUNNING));
    } finally {
      judge.cancel(false);
      server.destroyForcibly().waitFor();
    }
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

  private static boolean isAnswered(Endpoint endpoint, String uri) {
    try {
      return ask(endpoint, uri).equals(uri);
    } catch (IOException | AssertionError e) {
      return false;
    }
  }

  private static String ask(Endpoint endpoint, String uri) throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, false, get(uri, NO_MORE), NOTHING));
      return peer.answer(1).body();
    }
  }
}
