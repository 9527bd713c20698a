package io.culvert.bench.server;

/** How nginx speaks to a server. */
public enum Protocol {
  /** FastCGI 1.0 with FCGI_KEEP_CONN. */
  FASTCGI("FastCGI"),
  /** HTTP/1.1 with persistent connections. */
  HTTP("HTTP/1.1");

  private final String title;

  Protocol(String title) {
    this.title = title;
  }

  /** As it is written in a report. */
  public String title() {
    return title;
  }
}
