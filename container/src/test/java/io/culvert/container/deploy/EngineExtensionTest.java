package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Weld may extend the servlet engine, and nobody else. */
class EngineExtensionTest {
  private static final String WELD = "jar:file:/app/WEB-INF/lib/weld.jar!/";
  private static final String UNDERTOW = "jar:file:/app/WEB-INF/lib/undertow.jar!/";

  @Test
  void weldSeesWhatItIsLinkedTo() throws Exception {
    EngineExtension extension = EngineExtension.of(url(WELD + EngineExtension.WELD));
    assertTrue(extension.needs("io.undertow.servlet.api"));
    assertFalse(extension.needs("io.undertow.servlet.core"));
    assertFalse(extension.needs("io.undertow"));
  }

  @Test
  void onlyTheListInItsOwnJarIsRead() throws Exception {
    EngineExtension extension = EngineExtension.of(url(WELD + EngineExtension.WELD));
    List<URL> both =
        List.of(url(UNDERTOW + EngineExtension.SERVICES), url(WELD + EngineExtension.SERVICES));
    assertEquals(
        List.of(url(WELD + EngineExtension.SERVICES)).toString(),
        extension.readable(Collections.enumeration(both)).toString());
  }

  @Test
  void withoutWeldNothingIsShown() throws Exception {
    EngineExtension none = EngineExtension.of(null);
    assertFalse(none.needs("io.undertow.servlet.api"));
    List<URL> lists = List.of(url(UNDERTOW + EngineExtension.SERVICES));
    assertEquals(List.of(), none.readable(Collections.enumeration(lists)));
  }

  private static URL url(String text) throws Exception {
    return URI.create(text).toURL();
  }
}
