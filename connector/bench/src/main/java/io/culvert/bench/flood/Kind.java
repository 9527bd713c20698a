package io.culvert.bench.flood;

import io.culvert.bench.server.Allowance;
import io.culvert.bench.server.Scene;
import java.util.List;

/** What the requests of a flood do to the server. */
public enum Kind {
  /** They ask for a page that asks for a session, as every page does by default. */
  ASKED("A page that asks for a session", "/page.jsp", "512m", 1, true),
  /** They leave a session with an attribute behind. */
  FILLED("A new session with something in it", "/session?do=create", "128m", 4, true),
  /** The same, with room for all of them; only their size is of interest. */
  KEPT("The same with room for all sessions", "/session?do=create", "6g", 1, false);

  private static final List<String> ROOM =
      List.of(
          "--sessions-max",
          "4000000",
          "--sessions-newcomers",
          "4000000",
          "--sessions-memory",
          "5GiB",
          "--sessions-probation",
          "1h");

  private final String title;
  private final String path;
  private final String heap;
  private final int part;
  private final boolean compared;

  Kind(String title, String path, String heap, int part, boolean compared) {
    this.title = title;
    this.path = path;
    this.heap = heap;
    this.part = part;
    this.compared = compared;
  }

  /** As it is written in a report, with the heap. */
  public String title() {
    return title + ", -Xmx" + heap;
  }

  /** How many requests it has where a whole flood has so many. */
  long hits(long whole) {
    return whole / part;
  }

  /** Whether it is compared with a page without a session. */
  public boolean isCompared() {
    return compared;
  }

  Allowance allowance() {
    return new Allowance(heap, this == KEPT ? ROOM : List.of());
  }

  Scene scene() {
    return new Scene(title, false, true, path, 0, 0);
  }
}
