package io.culvert.container.cli;

/** The start of a server, which can be called off until it is done. Any thread. */
public final class StartUp {
  private final Runnable requestEnd;
  private boolean calledOff;
  private Runnable atOnce = () -> {};

  /** A start that is nobody's process. */
  public StartUp() {
    this(() -> {});
  }

  /**
   * A start in a process.
   *
   * @param requestEnd asks the process to end and returns at once
   */
  public StartUp(Runnable requestEnd) {
    this.requestEnd = requestEnd;
  }

  /** What the server is to call when somebody asks it to end the process. */
  public Runnable requestEnd() {
    return requestEnd;
  }

  /**
   * To be asked before each step that takes long.
   *
   * @throws CalledOffException if the server is no longer wanted
   */
  public synchronized void check() throws CalledOffException {
    if (calledOff) {
      throw new CalledOffException();
    }
  }

  /**
   * Says what must not wait for the next {@link #check}: nobody should be able to connect to a
   * server that is about to end.
   *
   * @param action run by the thread that calls the start off, and then only
   * @throws CalledOffException if that has happened already; the action is not run then
   */
  public synchronized void whenCalledOff(Runnable action) throws CalledOffException {
    check();
    atOnce = action;
  }

  /**
   * The server serves from now on, and is stopped in its own way.
   *
   * @throws CalledOffException if it is no longer wanted
   */
  public synchronized void complete() throws CalledOffException {
    check();
    atOnce = () -> {};
  }

  /** Calls the start off, if it still goes on. */
  void callOff() {
    Runnable action;
    synchronized (this) {
      calledOff = true;
      action = atOnce;
      atOnce = () -> {};
    }
    action.run();
  }
}
