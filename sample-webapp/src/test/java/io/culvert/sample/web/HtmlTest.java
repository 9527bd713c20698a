package io.culvert.sample.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void everyCharacterThatMeansSomethingInHtmlIsReplaced() {
    assertEquals(
        "&lt;a href=&#34;x&#34; onclick=&#39;y&#39;&gt;&amp;amp;",
        Html.escape("<a href=\"x\" onclick='y'>&amp;"));
  }

  @Test
  void otherTextStaysAsItIs() {
    assertEquals("Grüße, 世界 😀", Html.escape("Grüße, 世界 😀"));
  }
}
