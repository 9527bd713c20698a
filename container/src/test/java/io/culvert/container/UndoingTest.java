package io.culvert.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoingTest {
  @Test
  void everyStepRunsOnceLastOneFirstWhateverOthersThrow() {
    List<String> done = new ArrayList<>();
    Undoing undoing = new Undoing();
    undoing.add("first", () -> done.add("first"));
    undoing.add(
        "second",
        () -> {
          throw new IOException("second fails");
        });
    undoing.add("third", () -> done.add("third"));
    undoing.close();
    undoing.close();
    assertEquals(List.of("third", "first"), done);
  }
}
