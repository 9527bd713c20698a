package io.culvert.sample.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

class HelloTest {
  private final HttpServletRequest request = mock();

  @Test
  void nobodyInParticularIsTheWorld() {
    assertEquals("world", Name.in(request));
  }

  @Test
  void longNameIsCutBetweenCharactersNotWithinOne() {
    when(request.getParameter("name")).thenReturn("😀".repeat(500));
    assertEquals("😀".repeat(100), Name.in(request));
  }

  @Test
  void nameCannotBringMarkupIntoThePage() {
    String page = HelloServlet.page("<script>alert(1)</script>", "/app");
    assertTrue(page.contains("Hello, &lt;script&gt;"));
    assertFalse(page.contains("<script>"));
  }
}
