package io.culvert.connector.connection;

/**
 * The way a request is being served, as far as its waits have to know it: on a loop's own thread it
 * must give way before it waits.
 */
public interface Turn {
  /** A request that may wait: it is not on a loop's thread. */
  Turn DETACHED =
      new Turn() {
        @Override
        public boolean lookForInput(Connection connection) {
          return false;
        }

        @Override
        public void giveWay() {}

        @Override
        public boolean isMine() {
          return false;
        }
      };

  /**
   * Reads what the connection's socket holds, if this thread still may.
   *
   * @return whether anything came in
   */
  boolean lookForInput(Connection connection);

  /** Lets another thread go on with the loop, unless one already does. */
  void giveWay();

  /** Whether the calling thread is the one that serves the request on the loop. */
  boolean isMine();
}
