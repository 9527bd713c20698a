package io.culvert.bench.server;

/**
 * What is asked of the servers, and over what.
 *
 * @param title for the reader
 * @param tcp whether nginx reaches them over loopback instead of Unix sockets
 * @param kept whether nginx keeps its connections to them
 * @param path what is asked for, with its query
 * @param upload bytes of every request's body; with 0 the requests are GETs
 */
public record Scene(String title, boolean tcp, boolean kept, String path, int upload) {
  /** A hello page over Unix sockets whose connections are kept. */
  public static final Scene HELLO =
      new Scene("A small page, Unix sockets, connections kept", false, true, "/hello", 0);

  /** The same over another kind of connection. */
  public static Scene hello(boolean tcp, boolean kept) {
    String title =
        "A small page, "
            + (tcp ? "TCP" : "Unix sockets")
            + (kept ? ", connections kept" : ", a connection for each request");
    return new Scene(title, tcp, kept, "/hello", 0);
  }

  /** Responses of this length. */
  public static Scene download(int bytes) {
    return new Scene(inKib(bytes) + " of response", false, true, "/hello?bytes=" + bytes, 0);
  }

  /** Request bodies of this length. */
  public static Scene upload(int bytes) {
    return new Scene(inKib(bytes) + " of request body", false, true, "/hello", bytes);
  }

  private static String inKib(int bytes) {
    return "%,d KiB".formatted(bytes / 1024);
  }
}
