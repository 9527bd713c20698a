package io.culvert.connector.connection;

import io.culvert.connector.wire.NameValueDecoder;
import io.culvert.connector.wire.NameValuePairs;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request on a connection, from its {@code BEGIN_REQUEST} to its {@code END_REQUEST}. Responses
 * hold on to this object, never to the id: the id may belong to another request by the time a late
 * writer comes.
 */
public final class FcgiRequest {

  private final Connection connection;
  private final Carrier carrier;
  private final int id;
  private final Role role;
  private final boolean keepsConnection;
  private final RequestInput input;
  private final ResponseStream response;
  private final long beganAt;
  private long lastInput;
  private final Progress progress = new Progress();
  private @Nullable NameValueDecoder decoder;
  private @Nullable NameValuePairs params;
  private volatile Turn turn = Turn.DETACHED;
  private volatile boolean aborted;
  private volatile boolean inDoubt;
  private String abortReason = "";
  private long readyAt;
  private boolean queued;
  private List<Runnable> abortListeners = List.of();

  FcgiRequest(Connection connection, Carrier carrier, int id, Role role, boolean keepsConnection) {
    this.connection = connection;
    this.carrier = carrier;
    this.id = id;
    this.role = role;
    this.keepsConnection = keepsConnection;
    Limits limits = connection.settings().limits();
    this.input =
        new RequestInput(
            new RequestBody(this, limits),
            role == Role.FILTER ? new RequestBody(this, limits) : null);
    this.response = new ResponseStream(this, connection.outbox());
    this.decoder = new NameValueDecoder(limits.parameters());
    this.beganAt = connection.now();
  }

  /** The id on the wire, 1 to 65535. */
  public int id() {
    return id;
  }

  /** What the application is asked to be. */
  public Role role() {
    return role;
  }

  /** Whether the front end wants to use the connection again. */
  public boolean keepsConnection() {
    return keepsConnection;
  }

  /** The parameters, complete. */
  public NameValuePairs params() {
    if (params == null) {
      throw new IllegalStateException("the parameters have not all arrived");
    }
    return params;
  }

  /** The body, which may still be on its way. */
  public RequestBody body() {
    return input.body();
  }

  /**
   * The file that a Filter is to filter (§6.4), which may still be on its way; the body is
   * complete.
   *
   * @throws IllegalStateException in any other role
   */
  public RequestBody data() {
    RequestBody data = input.data();
    if (data == null) {
      throw new IllegalStateException("only a Filter has data");
    }
    return data;
  }

  RequestInput input() {
    return input;
  }

  /** The way to answer. */
  public ResponseStream response() {
    return response;
  }

  /** The front end's address; of a Unix socket usually an unnamed one. */
  public SocketAddress peer() {
    return connection.peer();
  }

  /** What is believed of it, because of the listener that it came by. */
  public Trust trust() {
    return connection.settings().trust();
  }

  /** Whether the front end has taken the request back or has gone away. */
  public boolean isAborted() {
    return aborted;
  }

  /**
   * Whether the front end has said its last word after the body: it may be gone, or may still pass
   * the answer on. Whoever has a long way to go may ask; the request is served to its end in any
   * case.
   */
  public boolean isInDoubt() {
    return inDoubt || aborted;
  }

  /**
   * Calls once when the front end takes the request back or goes away: at once if it already has,
   * otherwise on a loop's thread, where the listener must not wait.
   */
  public void onAbort(Runnable listener) {
    synchronized (progress) {
      if (!aborted) {
        if (abortListeners.isEmpty()) {
          abortListeners = new ArrayList<>(2);
        }
        abortListeners.add(listener);
        return;
      }
    }
    listener.run();
  }

  /**
   * Lets the application answer, on this thread.
   *
   * @param application whose failures become a {@code 500} or a truncated response
   * @param turn how this thread came to it
   */
  public void serve(Application application, Turn turn) {
    this.turn = turn;
    int _ = progress.note(Progress.STARTED);
    try {
      if (!response.isEnded()) { // else it was taken back before its turn came
        connection.settings().events().requestStarted(this);
        application.serve(this, response);
      }
    } catch (Throwable e) {
      failed(e);
    } finally {
      this.turn = Turn.DETACHED;
      settle(Progress.SERVED);
    }
  }

  private void failed(Throwable cause) {
    try {
      if (cause instanceof IOException && connection.outbox().isBroken()) {
        // that there is nobody left to write to is no fault of the application
        abort("the front end closed the connection", response::lost);
      } else if (!aborted) {
        connection.settings().events().requestFailed(this, cause);
      }
      response.truncate();
    } catch (RuntimeException | Error e) {
      // as when memory has run out: nobody knows how much of the response has left
      connection.settings().failed(e);
      connection.condemn();
    }
  }

  /**
   * Tells that the application refuses the request as it is, and has not looked at what it is for.
   *
   * @param status the HTTP status it answers with
   * @param reason for the operator
   */
  public void refused(RefusalCause cause, int status, String reason) {
    connection.settings().events().requestRefused(this, cause, status, reason);
  }

  /** The connection that the request came on, for the loop. */
  public Connection connection() {
    return connection;
  }

  Turn turn() {
    return turn;
  }

  long beganAt() {
    return beganAt;
  }

  void doubt() {
    inDoubt = true;
  }

  /** A piece of the body has arrived. */
  void inputCame() {
    lastInput = connection.now();
  }

  /** When the parameters were complete, or the last piece of the body arrived after that. */
  long lastInput() {
    return lastInput;
  }

  /**
   * Whether the application must not see the request yet: a Filter must not answer before its
   * {@code STDIN} is complete (§6.4).
   */
  boolean isWithheld() {
    return role == Role.FILTER && !body().isComplete();
  }

  boolean hasParams() {
    return params != null;
  }

  /** The decoder of parameters that are still arriving. */
  NameValueDecoder decoder() {
    if (decoder == null) {
      throw new IllegalStateException("the parameters have all arrived");
    }
    return decoder;
  }

  void paramsEnd(NameValuePairs params) {
    this.params = params;
    this.decoder = null;
    if (role == Role.AUTHORIZER) {
      body().end(); // some front ends send no STDIN at all then, not even its end (§6.3)
    }
    inputCame();
  }

  /** All has come that the application has to wait for. */
  void becameReady() {
    readyAt = connection.now();
    carrier.ready(this);
  }

  /** When the request could first have been served, by the loop's clock. */
  public long readyAt() {
    return readyAt;
  }

  /** The request has to wait because too many others run. Under the baton, like all of these. */
  public void queued() {
    queued = true;
  }

  /** Its turn has come. */
  public void unqueued() {
    queued = false;
  }

  boolean isQueued() {
    return queued;
  }

  /**
   * The request has one of {@link Admission}'s places: it gives that back when it has been served
   * and its response has ended.
   */
  public void admitted() {
    int _ = progress.note(Progress.ADMITTED);
    connection.settings().events().requestAdmitted(this);
  }

  /** Whether the request was let in to be served, and not refused before. */
  public boolean isAdmitted() {
    return progress.has(Progress.ADMITTED);
  }

  /** Answers that the server is busy, unless the request has ended; it will not be served. */
  public void turnAway(RefusalCause cause) {
    queued = false;
    try {
      if (!response.isEnded() && response.refuse(Refusal.BUSY)) {
        refused(cause, Refusal.BUSY.status(), cause.text());
      }
    } catch (RuntimeException | Error e) {
      connection.settings().failed(e);
      connection.condemn();
    } finally {
      settle(Progress.SERVED);
    }
    if (connection.outbox().isOverfull()) {
      // nobody waits for room here, so this must not pile up
      connection.close("the front end asks and asks but does not take the answers");
    }
  }

  /** The response has ended. May be called more than once. */
  void responseEnded() {
    if (progress.has(Progress.ENDED)) {
      return;
    }
    if (aborted) {
      input.fail(new IOException(abortReason)); // a body cut off must not look like a short one
    }
    if (!progress.has(Progress.STARTED)) {
      carrier.withdrawn();
    }
    input.discard();
    Turn here = turn;
    settle(Progress.ENDED);
    if (!here.isMine()) {
      tellTheLoop();
    }
  }

  private void tellTheLoop() {
    try {
      connection.later(() -> connection.ended(this));
    } catch (OutOfMemoryError e) {
      connection.settings().failed(e);
      connection.condemn();
    }
  }

  /**
   * Counts the request out at the later of the application's return and the response's end. Needs
   * no memory: its place must not be lost when there is none.
   */
  private void settle(int event) {
    int before = progress.note(event);
    if (event == Progress.ENDED && (before & Progress.ENDED) == 0) {
      tellOfResponse();
    }
    if (Progress.isOver(before, event)) {
      input.release();
      connection.settings().admission().places().giveBack();
      tellOfEnd();
    }
  }

  private void tellOfResponse() {
    try {
      connection.settings().events().responseEnded(this, System.nanoTime() - beganAt);
    } catch (RuntimeException | Error e) {
      connection.settings().failed(e);
    }
  }

  private void tellOfEnd() {
    try {
      connection.settings().events().requestEnded(this);
    } catch (RuntimeException | Error e) {
      connection.settings().failed(e);
    }
  }

  void bodyHasRoom() {
    connection.later(connection::readOn);
  }

  /**
   * The front end no longer wants an answer, or can no longer get one.
   *
   * @param endResponse done before anybody who waits is woken, so that what the application may
   *     have to say about it comes too late
   */
  void abort(String reason, Runnable endResponse) {
    List<Runnable> heard;
    synchronized (progress) {
      if (aborted) {
        return;
      }
      abortReason = reason;
      aborted = true;
      heard = abortListeners;
      abortListeners = List.of();
    }
    connection.settings().events().requestAborted(this, reason);
    endResponse.run();
    input.fail(new IOException(reason));
    heard.forEach(connection.settings()::call);
  }
}
