package io.culvert.container.deploy.jsp;

import io.undertow.servlet.api.ClassIntrospecter;
import io.undertow.servlet.api.InstanceFactory;
import io.undertow.servlet.util.ImmediateInstanceHandle;
import jakarta.servlet.Servlet;
import org.apache.jasper.servlet.JspServlet;

/**
 * Makes the servlets that applications add while they start, by {@code ServletContext.addJspFile}
 * (Servlet 6.1 §4.4.1.4) or by the name of Jasper's servlet: those of pages are {@link PageFile}s.
 *
 * @param objects makes all others
 * @param settings how pages are compiled
 */
record AddedPages(ClassIntrospecter objects, PageSettings settings) implements ClassIntrospecter {
  @Override
  @SuppressWarnings("unchecked") // Undertow takes any servlet for the class it has asked for
  public <T> InstanceFactory<T> createInstanceFactory(Class<T> type) throws NoSuchMethodException {
    if (type != JspServlet.class) {
      return objects.createInstanceFactory(type);
    }
    InstanceFactory<Servlet> pages = () -> new ImmediateInstanceHandle<>(new PageFile(settings));
    return (InstanceFactory<T>) pages;
  }
}
