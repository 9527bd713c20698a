package io.culvert.sample;

import io.culvert.sample.paper.PaperApplication;
import io.culvert.sample.selfcall.SelfCaller;
import io.culvert.sample.waiting.Background;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;

/**
 * Builds what several servlets share when the application starts, and takes it down when it ends.
 */
@WebListener
public final class SampleListener implements ServletContextListener {
  private static final Duration PATIENCE_WITH_ITSELF = Duration.ofSeconds(5);

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Background.SHARED.put(context, new Background());
    SelfCaller.SHARED.put(context, new SelfCaller(PATIENCE_WITH_ITSELF));
    PaperApplication.SHARED.put(context, PaperApplication.over(context::getResourceAsStream));
  }

  /**
   * Whatever stayed behind here would keep the whole application in memory after a redeployment.
   */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Background.SHARED.in(context).close();
    SelfCaller.SHARED.in(context).close();
    PaperApplication.SHARED.in(context).close();
  }
}
