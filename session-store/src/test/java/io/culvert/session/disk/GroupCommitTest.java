package io.culvert.session.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who waits for the disk, and who touches it. */
final class GroupCommitTest {
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final CountDownLatch syncing = new CountDownLatch(1);
  private final CountDownLatch maySync = new CountDownLatch(1);
  private volatile boolean broken;

  private final GroupCommit commits =
      GroupCommit.start(
          "disk",
          new GroupCommit.Disk() {
            @Override
            public void commit() {
              if (broken) {
                throw new IllegalStateException("no space left on device");
              }
            }

            @Override
            public void sync() {
              syncing.countDown();
              await(maySync);
              done.add("sync");
            }

            @Override
            public void close() {
              done.add("close");
            }

            @Override
            public void failed(Throwable cause) {
              done.add(cause.getMessage());
            }
          });

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private long change(String name) {
    return commits.add(() -> done.add(name));
  }

  private static Thread waiting(Runnable task) {
    Thread thread = Thread.ofPlatform().start(task);
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }

  @Test
  void oneWriteToTheDiskIsForAllWhoWait() throws Exception {
    Thread first = waiting(() -> commits.await(change("first")));
    await(syncing);
    List<Thread> others =
        IntStream.range(0, 5)
            .mapToLong(_ -> change("other"))
            .mapToObj(other -> waiting(() -> commits.await(other)))
            .toList();
    maySync.countDown();
    first.join();
    for (Thread other : others) {
      other.join();
    }
    commits.close();
    assertEquals(
        List.of("first", "sync", "other", "other", "other", "other", "other", "sync"),
        done.subList(0, 8));
  }

  @Test
  void changesAreMadeInTheirOrderByAThreadThatNobodyInterrupts() {
    maySync.countDown();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread.currentThread().interrupt();
    change("one");
    commits.add(() -> interrupted.set(Thread.currentThread().isInterrupted()));
    commits.await(change("two"));
    assertTrue(Thread.interrupted(), "that is for the application to know");
    assertEquals(List.of("one", "two", "sync"), done);
    assertFalse(interrupted.get());
    commits.close();
  }

  @Test
  void whoIsInterruptedWhileWaitingWaitsOn() throws Exception {
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiting =
        waiting(
            () -> {
              commits.await(change("one"));
              interrupted.set(Thread.currentThread().isInterrupted());
              done.add("returned");
            });
    await(syncing);
    waiting.interrupt();
    maySync.countDown();
    waiting.join();
    assertEquals(List.of("one", "sync", "returned"), done);
    assertTrue(interrupted.get());
    commits.close();
  }

  @Test
  void whatIsSafeIsNotWaitedFor() {
    maySync.countDown();
    long one = change("one");
    long two = change("two");
    commits.await(two);
    commits.await(one);
    commits.await(0);
    assertEquals(List.of("one", "two", "sync"), done);
    commits.close();
  }

  @Test
  void diskThatFailsKeepsNobodyWaitingAndIsNotTouchedAgain() {
    maySync.countDown();
    broken = true;
    commits.await(change("one"));
    commits.await(change("two"));
    commits.push();
    commits.close();
    assertEquals(List.of("one", "no space left on device"), done);
  }

  @Test
  void closingMakesSafeWhatNobodyHasWaitedFor() {
    maySync.countDown();
    change("one");
    commits.close();
    commits.close();
    change("two");
    assertEquals(List.of("one", "sync", "close"), new ArrayList<>(done));
  }
}
