package io.culvert.sample.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaperLoadTest {
  @Test
  void hundredUsersAskTenTimesEach() {
    Map<String, Integer> requests = new HashMap<>();
    PaperLoad.forEachRequest((visitor, _) -> requests.merge(visitor.name(), 1, Integer::sum));
    assertEquals(100, requests.size());
    assertTrue(requests.values().stream().allMatch(n -> n == 10));
  }
}
