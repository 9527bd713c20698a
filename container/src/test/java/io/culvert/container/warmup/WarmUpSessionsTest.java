package io.culvert.container.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.culvert.connector.undertow.AbortListener;
import io.culvert.connector.undertow.UndertowApplication;
import io.culvert.connector.undertow.UndertowSettings;
import io.culvert.container.deploy.Deployment;
import io.culvert.container.deploy.Deployment.Running;
import io.culvert.container.deploy.DeploymentSpec;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of sessions that an application begins when it is warmed up. */
@Timeout(60)
class WarmUpSessionsTest {
  private static final DeploymentSpec SPEC = new DeploymentSpec("", "/shop", Path.of("shop.war"));

  private final ClassLoader loader =
      new URLClassLoader(new URL[0], WarmUpSessionsTest.class.getClassLoader());
  private final List<ClassLoader> loadersAtTheEnd = new CopyOnWriteArrayList<>();
  private final FakeApp app = new FakeApp();
  private final UndertowApplication connector =
      new UndertowApplication(_ -> {}, UndertowSettings.DEFAULT, AbortListener.NONE);
  private final DeploymentManager manager = Servlets.newContainer().addDeployment(deployment());

  private DeploymentInfo deployment() {
    Servlet page = new Page(new Cart());
    return Servlets.deployment()
        .setClassLoader(loader)
        .setContextPath("/shop")
        .setDeploymentName("shop")
        .addServlet(
            Servlets.servlet("page", Page.class, new ImmediateInstanceFactory<>(page))
                .addMapping("/page"));
  }

  @AfterEach
  void end() throws Exception {
    manager.stop();
    manager.undeploy();
    connector.close();
  }

  /** Begins a session. */
  private static final class Page extends HttpServlet {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // no servlet is ever written down
    private final Cart cart;

    Page(Cart cart) {
      this.cart = cart;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      request.getSession().setAttribute("cart", cart);
    }
  }

  /** Looks where it is when it is put away, and fails. */
  private final class Cart implements HttpSessionBindingListener {
    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
      loadersAtTheEnd.add(Thread.currentThread().getContextClassLoader());
      throw new IllegalStateException("the cart cannot be put away");
    }
  }

  @Test
  void theyEndWithinTheApplicationAndAFailureOfItsListenersIsNoBadAnswer() throws Exception {
    manager.deploy();
    app.declared = "/page";
    Running running = new Running(SPEC, List.of(), manager.start(), app);
    WarmUpPolicy strict = new WarmUpPolicy(0, Duration.ofMinutes(1), true);
    Deployment warm = new WarmUp(connector::ask, strict).run(running, List.of(), _ -> {});
    assertInstanceOf(Running.class, warm);
    assertEquals(List.of(loader), loadersAtTheEnd);
  }
}
