package io.culvert.bench.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrkScriptTest {
  @Test
  void withoutCookiesTheRequestsAreAllAlike() throws Exception {
    String text = WrkScript.of(Scene.HELLO, List.of()).text();
    assertTrue(text.contains("function done("));
    assertFalse(text.contains("function request("));
  }

  @Test
  void cookiesAreSentInTurn() throws Exception {
    String text = WrkScript.of(Scene.readSessions(), List.of("A=1", "A=2~x")).text();
    assertTrue(text.contains("local cookies = { 'A=1', 'A=2~x' }"), text);
    assertTrue(text.contains("turn = turn % #requests + 1"), text);
  }

  @Test
  void aRequestBodyIsAsLongAsTheSceneSays() throws Exception {
    assertTrue(
        WrkScript.of(Scene.upload(1024), List.of()).text().contains("string.rep('x', 1024)"));
  }
}
