package io.culvert.sample.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnDemandTest {
  private final List<String> told = new ArrayList<>();
  private final OnDemand<String> object = new OnDemand<>(this::make);

  private String make() {
    told.add("made");
    return "object";
  }

  @Test
  void itIsMadeOnceAndNotBeforeItIsAskedFor() {
    assertEquals(List.of(), told);
    assertEquals("object", object.get());
    assertEquals("object", object.get());
    assertEquals(List.of("made"), told);
  }

  @Test
  void whatWasMadeIsEnded() {
    String made = object.get();
    object.close(told::add);
    assertEquals(List.of("made", made), told);
  }

  @Test
  void whatWasNotMadeIsNeitherEndedNorMadeAfterwards() {
    object.close(told::add);
    assertThrows(IllegalStateException.class, object::get);
    assertEquals(List.of(), told);
  }

  @Test
  void whatCouldNotBeMadeIsTriedAgain() {
    OnDemand<String> fails =
        new OnDemand<>(
            () -> {
              if (told.isEmpty()) {
                told.add("failed");
                throw new IllegalStateException("not yet");
              }
              return make();
            });
    assertThrows(IllegalStateException.class, fails::get);
    assertEquals("object", fails.get());
    assertEquals(List.of("failed", "made"), told);
  }
}
