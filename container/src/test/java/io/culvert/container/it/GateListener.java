package io.culvert.container.it;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * Keeps an application from being started until the test lets it through; deployed by {@link
 * GateWar}.
 */
@WebListener
public final class GateListener implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    int port = Integer.parseInt(event.getServletContext().getInitParameter("port"));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      int _ = socket.getInputStream().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
