package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class InFlightTest {
  private final InFlight requests = new InFlight();

  @Test
  void aRequestIsUnderWayUntilBothItsHalvesHaveEnded() throws Exception {
    assertTrue(requests.enter());
    requests.close();
    requests.leaveHalf();

    assertEquals(1, requests.running());
    assertFalse(requests.awaitEmpty(Duration.ZERO));

    requests.leaveHalf();
    assertEquals(0, requests.running());
    assertTrue(requests.awaitEmpty(Duration.ZERO));
  }

  @Test
  void nobodyEntersAfterItIsClosed() throws Exception {
    requests.close();

    assertFalse(requests.enter());
    assertTrue(requests.awaitEmpty(Duration.ZERO));
  }

  @Test
  void whoeverWasLetInWhileItWasBeingClosedIsWaitedFor() throws Exception {
    for (int round = 0; round < 200; round++) {
      InFlight contended = new InFlight();
      boolean[] entered = new boolean[1];
      Thread visitor = Thread.ofPlatform().start(() -> entered[0] = contended.enter());
      contended.close();
      visitor.join();
      assertEquals(!entered[0], contended.awaitEmpty(Duration.ZERO));
    }
  }
}
