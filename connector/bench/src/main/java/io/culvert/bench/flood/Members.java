package io.culvert.bench.flood;

import io.culvert.bench.flood.Outcome.Visits;
import io.culvert.bench.process.BenchException;
import io.culvert.bench.server.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** Users with a session each who come back every few seconds and look whether they are known. */
final class Members implements AutoCloseable {
  private static final long LEAST_PAUSE_MILLIS = 2000;
  private static final long MOST_PAUSE_MILLIS = 5000;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final List<Thread> threads = new ArrayList<>();
  private final LongAdder clicks = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Set<String> lost = ConcurrentHashMap.newKeySet();

  Members(URI server) {
    this.server = server;
  }

  /** Lets so many log in, one after the other, who then come back until all is closed. */
  void join(int count) throws BenchException, IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      String name = "member" + i;
      Visitor visitor = new Visitor(client);
      visitor.get(server.resolve("/session?do=login&user=" + name));
      threads.add(Thread.ofVirtual().name(name).start(() -> comeBack(name, visitor)));
    }
  }

  private void comeBack(String name, Visitor visitor) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(
            Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS)));
        click(name, visitor);
      }
    } catch (InterruptedException _) {
      // all is over
    }
  }

  private void click(String name, Visitor visitor) throws InterruptedException {
    clicks.increment();
    try {
      if (!visitor.get(server.resolve("/session?do=read")).strip().equals(name)) {
        lost.add(name);
      }
    } catch (BenchException | IOException _) {
      failed.increment();
    }
  }

  Visits visits() {
    return new Visits(threads.size(), clicks.sum(), failed.sum(), lost.size());
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    client.shutdownNow();
    client.close();
  }
}
