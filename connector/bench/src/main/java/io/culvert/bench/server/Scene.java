package io.culvert.bench.server;

/**
 * What is asked of the servers, and over what.
 *
 * @param title for the reader
 * @param tcp whether nginx reaches them over loopback instead of Unix sockets
 * @param kept whether nginx keeps its connections to them
 * @param path what is asked for, with its query
 * @param upload bytes of every request's body; with 0 the requests are GETs
 * @param sessions how many sessions the requests belong to, in turn; with 0 they bring no cookie
 */
public record Scene(
    String title, boolean tcp, boolean kept, String path, int upload, int sessions) {
  private static final int RETURNING = 256;

  /** A hello page over Unix sockets whose connections are kept. */
  public static final Scene HELLO =
      new Scene("A small page, Unix sockets, connections kept", false, true, "/hello", 0, 0);

  /** The same over another kind of connection. */
  public static Scene hello(boolean tcp, boolean kept) {
    String title =
        "A small page, "
            + (tcp ? "TCP" : "Unix sockets")
            + (kept ? ", connections kept" : ", a connection for each request");
    return new Scene(title, tcp, kept, "/hello", 0, 0);
  }

  /** Responses of this length. */
  public static Scene download(int bytes) {
    return new Scene(inKib(bytes) + " of response", false, true, "/hello?bytes=" + bytes, 0, 0);
  }

  /** Request bodies of this length. */
  public static Scene upload(int bytes) {
    return new Scene(inKib(bytes) + " of request body", false, true, "/hello", bytes, 0);
  }

  /** Requests that make a session each, with an attribute in it. */
  public static Scene newSessions() {
    return new Scene("A new session for each request", false, true, "/session?do=create", 0, 0);
  }

  /** Requests of some sessions that read an attribute each. */
  public static Scene readSessions() {
    return session("An attribute read", "read");
  }

  /** Requests of some sessions that write an attribute each. */
  public static Scene writtenSessions() {
    return session("An attribute written", "write");
  }

  private static Scene session(String title, String what) {
    return new Scene(
        title + ", " + RETURNING + " sessions in turn",
        false,
        true,
        "/session?do=" + what,
        0,
        RETURNING);
  }

  private static String inKib(int bytes) {
    return "%,d KiB".formatted(bytes / 1024);
  }
}
