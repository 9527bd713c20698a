package io.culvert.connector.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.undertow.ServletServer.Service;
import io.culvert.connector.wire.Role;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.AuthMethodConfig;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.WebResourceCollection;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A 200 allows only if the servlet that the authorizer's path belongs to has said so itself. */
@Timeout(60)
class AuthorizerOwnerTest {
  private static final Service ALLOWS = (_, response) -> response.getWriter().print("200");
  private static final Service DENIES = (_, response) -> response.sendError(403);

  @TempDir Path folder;

  private Answer ask(Map<String, Service> servlets) throws Exception {
    return ask(servlets, _ -> {});
  }

  private Answer ask(Map<String, Service> servlets, Consumer<DeploymentInfo> more)
      throws Exception {
    UndertowSettings settings = ServletAuthorizerTest.SETTINGS;
    try (ServletServer server =
            ServletServer.start(
                folder, ServletServer.deploy(folder, servlets, settings.roles(), more), settings);
        ScriptedPeer peer = server.connect()) {
      peer.send(
          ScriptedPeer.head(1, Role.AUTHORIZER, false, ScriptedPeer.get("/secret", Map.of())));
      return peer.answer(1);
    }
  }

  private static Consumer<DeploymentInfo> filter(Filter filter) {
    return info ->
        info.addFilter(
                new FilterInfo("own", filter.getClass(), new ImmediateInstanceFactory<>(filter)))
            .addFilterUrlMapping("own", "/*", DispatcherType.REQUEST);
  }

  @ParameterizedTest
  @CsvSource({
    "/auth/check, 200",
    "/auth/*, 200",
    "/auth/check/*, 200",
    "/, 403",
    "/*, 403",
    "/other, 404"
  })
  void aServletThatIsThereForEverythingPermitsNothing(String mapping, int status) throws Exception {
    assertEquals(status, ask(Map.of(mapping, ALLOWS)).status());
  }

  @Test
  void aFileInItsPlacePermitsNothing() throws Exception {
    Files.createDirectories(folder.resolve("auth"));
    Files.writeString(folder.resolve("auth/check"), "a file");
    assertEquals(403, ask(Map.of()).status());
  }

  @Test
  void aFilterThatAnswersInItsPlacePermitsNothing() throws Exception {
    assertEquals(
        403,
        ask(
                Map.of("/auth/check", ALLOWS),
                filter((_, response, _) -> response.getWriter().print("down for maintenance")))
            .status());
  }

  @Test
  void aLoginPageThatAFilterForwardsToPermitsNothing() throws Exception {
    assertEquals(
        403,
        ask(
                Map.of("/auth/check", ALLOWS, "/auth/login", ALLOWS),
                filter(
                    (request, response, _) ->
                        request.getRequestDispatcher("/auth/login").forward(request, response)))
            .status());
  }

  @Test
  void aFormToLogInPermitsNothing() throws Exception {
    Answer answer =
        ask(
            Map.of("/auth/check", ALLOWS, "/login", ALLOWS),
            info ->
                info.setLoginConfig(
                        new LoginConfig("realm", "/login", "/login")
                            .addFirstAuthMethod(new AuthMethodConfig("FORM")))
                    .addSecurityRole("user")
                    .addSecurityConstraint(
                        new SecurityConstraint()
                            .addRoleAllowed("user")
                            .addWebResourceCollection(
                                new WebResourceCollection().addUrlPattern("/auth/*"))));
    assertTrue(answer.status() == 302 || answer.status() == 403, answer.stdout());
  }

  @Test
  void anErrorPageThatSays200PermitsNothing() throws Exception {
    Service page =
        (_, response) -> {
          response.setStatus(200);
          response.getWriter().print("something went wrong");
        };
    assertEquals(
        403,
        ask(
                Map.of("/auth/check", DENIES, "/error", page),
                info -> info.addErrorPage(Servlets.errorPage("/error", 403)))
            .status());
  }

  @Test
  void anErrorPageForAnExceptionThatSays200PermitsNothing() throws Exception {
    Service fails =
        (_, _) -> {
          throw new IllegalStateException("thrown by the test");
        };
    Service page = (_, response) -> response.setStatus(200);
    Answer answer =
        ask(
            Map.of("/auth/check", fails, "/error", page),
            info -> info.addErrorPage(Servlets.errorPage("/error")));
    assertTrue(answer.status() >= 400, answer.stdout());
  }

  @Test
  void aFilterThatHidesAnExceptionPermitsNothing() throws Exception {
    Service fails =
        (_, _) -> {
          throw new IllegalStateException("thrown by the test");
        };
    Filter hides =
        (request, response, chain) -> {
          try {
            chain.doFilter(request, response);
          } catch (IllegalStateException _) {
            ((HttpServletResponse) response).setStatus(200);
          }
        };
    assertEquals(403, ask(Map.of("/auth/check", fails), filter(hides)).status());
  }

  @Test
  void aFilterThatForgivesADenialPermitsNothing() throws Exception {
    Service denies = (_, response) -> response.setStatus(403);
    Filter forgives =
        (request, response, chain) -> {
          chain.doFilter(request, response);
          ((HttpServletResponse) response).setStatus(200);
        };
    assertEquals(403, ask(Map.of("/auth/check", denies), filter(forgives)).status());
  }

  @Test
  void aFilterThatDeniesOrFailsAfterwardsHasTheLastWord() throws Exception {
    Filter denies =
        (request, response, chain) -> {
          chain.doFilter(request, response);
          response.reset();
          ((HttpServletResponse) response).sendError(404);
        };
    Filter fails =
        (request, response, chain) -> {
          chain.doFilter(request, response);
          throw new IOException("thrown by the test");
        };
    assertEquals(404, ask(Map.of("/auth/check", ALLOWS), filter(denies)).status());
    assertEquals(500, ask(Map.of("/auth/check", ALLOWS), filter(fails)).status());
  }

  @Test
  void aFilterThatLetsTheServletAnswerDoesNoHarm() throws Exception {
    Filter passes = (request, response, chain) -> chain.doFilter(request, response);
    assertEquals(200, ask(Map.of("/auth/check", ALLOWS), filter(passes)).status());
  }

  @Test
  void anotherServletThatIsDispatchedToAnswersForTheOwner() throws Exception {
    Service dispatches = (request, _) -> request.startAsync().dispatch("/next");
    assertEquals(200, ask(Map.of("/auth/check", dispatches, "/next", ALLOWS)).status());
    assertEquals(403, ask(Map.of("/auth/check", dispatches, "/next", DENIES)).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "auth", "/", "/auth/", "/a/../b", "/a?b", "/a;b=c", "/%61", "/a b"})
  void onlyAPlainPathCanBeConfigured(String path) {
    assertThrows(IllegalArgumentException.class, () -> new PlayedRoles(Optional.of(path), false));
  }
}
