package io.culvert.sample.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SessionServletTest {
  private final HttpServletRequest request = mock();
  private final HttpServletResponse response = mock();
  private final HttpSession session = mock();

  private void post(String action) throws IOException {
    when(request.getParameter("action")).thenReturn(action);
    when(request.getContextPath()).thenReturn("/app");
    new SessionServlet().doPost(request, response);
  }

  @Test
  void lookingStartsNoSession() {
    SessionView view = SessionView.of(request);
    assertFalse(view.present());
    verify(request, never()).getSession();
    verify(request, never()).getSession(true);
  }

  @Test
  void idOfAnEndedSessionIsNoticed() {
    when(request.getRequestedSessionId()).thenReturn("gone");
    assertTrue(SessionView.of(request).staleId());
  }

  @Test
  void visitIsCountedInTheSession() throws IOException {
    when(request.getSession()).thenReturn(session);
    when(session.getAttribute(SessionServlet.VISITS)).thenReturn(6);
    post("visit");
    verify(session).setAttribute(SessionServlet.VISITS, 7);
    verify(response).sendRedirect("/app/session", 303);
  }

  @Test
  void changingTheIdOfNoSessionDoesNothing() throws IOException {
    post("change-id");
    verify(request, never()).changeSessionId();
  }

  @Test
  void endingTheSessionEndsIt() throws IOException {
    when(request.getSession(false)).thenReturn(session);
    post("invalidate");
    verify(session).invalidate();
  }

  @Test
  void unknownActionIsRefused() throws IOException {
    post("explode");
    verify(response).sendError(eq(400), anyString());
    verify(response, never()).sendRedirect(anyString(), anyInt());
  }

  @Test
  void viewTellsWhatTheSessionHolds() {
    when(request.getSession(false)).thenReturn(session);
    when(session.getId()).thenReturn("abc");
    when(session.getAttribute(SessionServlet.VISITS)).thenReturn(3);
    SessionView view = SessionView.of(request);
    assertEquals("abc", view.id());
    assertEquals(3, view.visits());
  }
}
