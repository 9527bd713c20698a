package io.culvert.container.deploy.jsp;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.jasper.servlet.JspServlet;
import org.jspecify.annotations.Nullable;

/**
 * A page servlet that an application has added while it started. Which page it serves, Undertow
 * says in an attribute of each request, where Jasper no longer looks for it: it wants to be told
 * when it is initialised, so that happens at the first request.
 */
final class PageFile implements Servlet {
  private static final String FILE = "org.apache.catalina.jsp_file";

  private final PageSettings settings;
  private final AtomicReference<@Nullable ServletConfig> config = new AtomicReference<>();
  private final AtomicReference<@Nullable JspServlet> page = new AtomicReference<>();

  /** Guards that the page is made once; Jasper is initialised under it, but compiles nothing. */
  private final ReentrantLock making = new ReentrantLock();

  PageFile(PageSettings settings) {
    this.settings = settings;
  }

  @Override
  public void init(ServletConfig given) {
    config.set(given);
  }

  @Override
  public void service(ServletRequest request, ServletResponse response)
      throws ServletException, IOException {
    JspServlet made = page.get();
    (made == null ? make(request.getAttribute(FILE)) : made).service(request, response);
  }

  private JspServlet make(@Nullable Object file) throws ServletException, IOException {
    making.lock();
    try {
      JspServlet made = page.get();
      if (made == null) {
        made = new JspServlet();
        made.init(withFile(file));
        page.set(made);
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  private ServletConfig withFile(@Nullable Object file) throws ServletException, IOException {
    ServletConfig given =
        Optional.ofNullable(config.get())
            .orElseThrow(() -> new ServletException("the page servlet is not initialised"));
    Map<String, String> parameters = new HashMap<>(settings.of(given.getServletName()));
    for (String name : Collections.list(given.getInitParameterNames())) {
      parameters.put(name, given.getInitParameter(name));
    }
    if (file != null) {
      String path = file.toString();
      parameters.put("jspFile", path.startsWith("/") ? path : "/" + path);
    }
    return new Config(given, parameters);
  }

  private record Config(ServletConfig given, Map<String, String> parameters)
      implements ServletConfig {
    @Override
    public String getServletName() {
      return given.getServletName();
    }

    @Override
    public ServletContext getServletContext() {
      return given.getServletContext();
    }

    @Override
    @SuppressWarnings("NullAway") // the API says "none" with null
    public @Nullable String getInitParameter(String name) {
      return parameters.get(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
      return Collections.enumeration(parameters.keySet());
    }
  }

  @Override
  @SuppressWarnings("NullAway") // the API gives null before init, too
  public @Nullable ServletConfig getServletConfig() {
    return config.get();
  }

  @Override
  public String getServletInfo() {
    return "a page added while the application started";
  }

  @Override
  public void destroy() {
    JspServlet made = page.getAndSet(null);
    if (made != null) {
      made.destroy();
    }
  }
}
