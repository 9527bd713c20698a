package io.culvert.sample.inspect;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Answers.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.culvert.sample.web.FactSheet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestFactsTest {
  private final HttpServletRequest request = mock(RETURNS_DEEP_STUBS);

  @BeforeEach
  void aRequest() {
    when(request.getMethod()).thenReturn("GET");
    when(request.getRequestURI()).thenReturn("/app/request/a");
    when(request.getQueryString()).thenReturn(null);
    when(request.getPathInfo()).thenReturn("/a");
    when(request.getHttpServletMapping().getMappingMatch()).thenReturn(MappingMatch.PATH);
    when(request.getLocale()).thenReturn(Locale.GERMANY);
    when(request.getCookies()).thenReturn(new Cookie[] {new Cookie("JSESSIONID", "topsecret")});
    when(request.getHeaderNames())
        .thenAnswer(_ -> Collections.enumeration(List.of("Cookie", "AUTHORIZATION", "Accept")));
    when(request.getHeaders("Cookie"))
        .thenAnswer(_ -> Collections.enumeration(List.of("topsecret")));
    when(request.getHeaders("AUTHORIZATION"))
        .thenAnswer(_ -> Collections.enumeration(List.of("topsecret")));
    when(request.getHeaders("Accept"))
        .thenAnswer(_ -> Collections.enumeration(List.of("a/b", "c/d")));
    when(request.getParameterMap()).thenReturn(Map.of("p", new String[] {"1", "2"}));
  }

  private String text() {
    return new FactSheet("", "", new RequestFacts(request).groups()).toPlainText();
  }

  @Test
  void credentialsAreNotShown() {
    assertFalse(text().contains("topsecret"));
    assertTrue(text().contains("AUTHORIZATION: (not shown)"));
    assertTrue(text().contains("Cookie JSESSIONID: (value not shown)"));
  }

  @Test
  void repeatedHeadersAndParametersAreShownTogether() {
    assertTrue(text().contains("Accept: a/b, c/d\n"));
    assertTrue(text().contains("p: 1, 2\n"));
  }

  @Test
  void whatIsAbsentIsSaidToBeAbsent() {
    assertTrue(text().contains("Query string: (none)\n"));
  }
}
