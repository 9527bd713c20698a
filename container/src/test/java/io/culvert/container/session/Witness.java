package io.culvert.container.session;

import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/** Writes down what an application is told of its sessions. */
final class Witness
    implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {
  private final String name;
  private final LinkedBlockingQueue<String> diary;

  Witness(String name, LinkedBlockingQueue<String> diary) {
    this.name = name;
    this.diary = diary;
  }

  static List<String> pages(LinkedBlockingQueue<String> diary) {
    List<String> pages = new ArrayList<>();
    diary.drainTo(pages);
    return pages;
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    diary.add(name + ": created, new " + event.getSession().isNew());
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    diary.add(name + ": destroyed with user " + event.getSession().getAttribute("user"));
  }

  @Override
  public void attributeAdded(HttpSessionBindingEvent event) {
    diary.add("%s: %s added %s".formatted(name, event.getName(), event.getValue()));
  }

  @Override
  public void attributeReplaced(HttpSessionBindingEvent event) {
    diary.add("%s: %s replaced %s".formatted(name, event.getName(), event.getValue()));
  }

  @Override
  public void attributeRemoved(HttpSessionBindingEvent event) {
    diary.add("%s: %s removed %s".formatted(name, event.getName(), event.getValue()));
  }

  @Override
  public void sessionIdChanged(HttpSessionEvent event, String oldId) {
    boolean other = !event.getSession().getId().equals(oldId);
    diary.add(name + ": id changed " + other);
  }
}
