package io.culvert.sample.selfcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTargetTest {
  private final HttpServletRequest request = mock();

  @BeforeEach
  void aVisitorOnThisMachine() {
    when(request.getRemoteAddr()).thenReturn("127.0.0.1");
    when(request.getServerName()).thenReturn("localhost");
    when(request.getLocalAddr()).thenReturn("127.0.0.1");
    when(request.getLocalPort()).thenReturn(8080);
    when(request.getContextPath()).thenReturn("/app");
    when(request.getServletPath()).thenReturn("/self");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 127.0.0.1, http://localhost:8080/app/self",
    "127.0.0.2, 127.0.0.2, http://127.0.0.2:8080/app/self",
    "[::1], ::1, http://[::1]:8080/app/self",
    "example.org, 10.0.0.1, http://127.0.0.1:8080/app/self",
    "example.org, 0:0:0:0:0:0:0:1, http://[::1]:8080/app/self",
    "evil.localhost, 127.0.0.1, http://127.0.0.1:8080/app/self",
    "127.0.0.1.evil.example, 127.0.0.1, http://127.0.0.1:8080/app/self"
  })
  void callGoesToLoopbackWhateverTheVisitorCalledTheServer(String host, String local, String uri) {
    when(request.getServerName()).thenReturn(host);
    when(request.getLocalAddr()).thenReturn(local);
    assertEquals(new LoopbackTarget.At(URI.create(uri)), LoopbackTarget.of(request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.7", "203.0.113.9", "2001:db8::1", "128.0.0.1", "", "127.0.0.1.example"})
  void visitorFromElsewhereMakesNoCall(String remote) {
    when(request.getRemoteAddr()).thenReturn(remote);
    assertInstanceOf(LoopbackTarget.None.class, LoopbackTarget.of(request));
  }

  @Test
  void secureRequestMakesNoCall() {
    when(request.isSecure()).thenReturn(true);
    assertInstanceOf(LoopbackTarget.None.class, LoopbackTarget.of(request));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536})
  void portThatIsNoneMakesNoCall(int port) {
    when(request.getLocalPort()).thenReturn(port);
    assertInstanceOf(LoopbackTarget.None.class, LoopbackTarget.of(request));
  }
}
