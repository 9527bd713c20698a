package io.culvert.bench.peer;

import io.culvert.bench.hello.HelloServlet;
import io.culvert.bench.hello.PageServlet;
import io.culvert.bench.hello.SessionServlet;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.ServletException;

/** Undertow as it comes, with its own session manager, over HTTP/1.1: {@code UndertowPeer PORT}. */
public final class UndertowPeer {
  private UndertowPeer() {}

  /** Serves the servlets of the other peers on the loopback port until standard input ends. */
  public static void main(String[] args) throws Exception {
    DeploymentManager deployment = Servlets.defaultContainer().addDeployment(application());
    deployment.deploy();
    Undertow server =
        Undertow.builder()
            .addHttpListener(Integer.parseInt(args[0]), "127.0.0.1", handler(deployment))
            .build();
    server.start();
    StandardInput.awaitEnd();
    server.stop();
  }

  private static HttpHandler handler(DeploymentManager deployment) throws ServletException {
    return deployment.start();
  }

  private static DeploymentInfo application() {
    return Servlets.deployment()
        .setClassLoader(UndertowPeer.class.getClassLoader())
        .setDeploymentName("bench")
        .setContextPath("/")
        .addServlets(
            Servlets.servlet("hello", HelloServlet.class).addMapping("/hello"),
            Servlets.servlet("session", SessionServlet.class).addMapping("/session"),
            Servlets.servlet("page", PageServlet.class).addMapping("/page.jsp"),
            Servlets.servlet("plain", PageServlet.class).addMapping("/plain.jsp"));
  }
}
