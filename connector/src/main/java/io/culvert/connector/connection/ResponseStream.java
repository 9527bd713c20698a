package io.culvert.connector.connection;

import io.culvert.connector.wire.ProtocolStatus;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.RecordWriter;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The {@code STDOUT} stream of one request: a CGI response head (RFC 3875 §6.2), then the body.
 *
 * <p>Head and content of a small response leave with the end of the stream and of the request in
 * one write. What an Authorizer allows leaves only when it is also confirmed. Each request is ended
 * exactly once, whoever does it: the application, an abort, or the connection. The state is guarded
 * by the connection's outbox.
 */
public final class ResponseStream {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
  private static final int CONTENT_PER_BUFFER =
      BufferPool.BUFFER_SIZE - RecordWriter.HEADER_LENGTH - RecordWriter.END_OF_RESPONSE_LENGTH;

  private enum State {
    UNCOMMITTED,
    COMMITTED,
    /** Nothing more can be sent; the loop has yet to make the front end see what is missing. */
    BROKEN,
    ENDED
  }

  private final FcgiRequest request;
  private final Outbox outbox;

  /** Of an Authorizer; guarded by the outbox. */
  private final @Nullable Permission permission;

  private final Share share = new Share();
  private volatile State state = State.UNCOMMITTED;

  ResponseStream(FcgiRequest request, Outbox outbox) {
    this.request = request;
    this.outbox = outbox;
    this.permission = request.role() == Role.AUTHORIZER ? new Permission() : null;
  }

  /**
   * Sends head and content, either of which may be empty, and takes both whole. Waits while the
   * front end takes nothing.
   *
   * @throws IOException if the request was aborted, has ended, or the front end is gone
   */
  public void write(ByteBuffer head, ByteBuffer content) throws IOException {
    if (isKeptBack(head, content, false)) {
      return;
    }
    while (head.hasRemaining() || content.hasRemaining()) {
      outbox.awaitRoom(request.turn(), share);
      sendRecord(head, content, false);
    }
  }

  /**
   * Sends head and content and ends the response and the request, all in one write where it fits.
   *
   * @throws IOException as {@link #write}
   */
  public void end(ByteBuffer head, ByteBuffer content) throws IOException {
    if (!isKeptBack(head, content, true)) {
      sendEnd(head, content);
    }
  }

  private void sendEnd(ByteBuffer head, ByteBuffer content) throws IOException {
    while (head.remaining() + content.remaining() > CONTENT_PER_BUFFER) {
      outbox.awaitRoom(request.turn(), share);
      sendRecord(head, content, false);
    }
    if (!head.hasRemaining() && !content.hasRemaining() && !isCommitted()) {
      // several front ends take an end without a response for a success
      refuse(Refusal.INTERNAL_ERROR);
      return;
    }
    try {
      sendRecord(head, content, true);
    } finally {
      if (isEnded()) { // not if there was no memory for the record: that response can be given up
        request.responseEnded();
      }
    }
  }

  /**
   * Sends what can be sent without waiting.
   *
   * @return the number of bytes taken of head and content, 0 if there is no room now
   * @throws IOException as {@link #write}
   */
  public int tryWrite(ByteBuffer head, ByteBuffer content) throws IOException {
    int before = head.remaining() + content.remaining();
    if (isKeptBack(head, content, false)) {
      return before;
    }
    while ((head.hasRemaining() || content.hasRemaining()) && outbox.hasRoom(share)) {
      sendRecord(head, content, false);
    }
    return before - head.remaining() - content.remaining();
  }

  /**
   * Confirms the {@code 200} of an Authorizer, which does not leave before, and may be called
   * before it is complete. Whoever does not confirm calls {@link #deny} or {@link #truncate} in the
   * end.
   *
   * @throws IOException as {@link #write}
   */
  public void permit() throws IOException {
    if (permission == null) {
      throw new IllegalStateException("only an Authorizer can permit anything");
    }
    synchronized (outbox) {
      permission.confirm();
    }
    sendGranted(permission);
  }

  /** Takes back what an Authorizer would have allowed. Does nothing when the response has ended. */
  public void deny() {
    refuse(Refusal.NOT_PERMITTED);
  }

  /** Whether an answer of an Authorizer goes no further, at least for now. */
  private boolean isKeptBack(ByteBuffer head, ByteBuffer content, boolean last) throws IOException {
    if (permission == null) {
      return false;
    }
    Permission.Answer answer;
    synchronized (outbox) {
      answer = permission.take(head, content);
      if (last) {
        permission.complete();
      }
    }
    switch (answer) {
      case ALLOWS -> sendGranted(permission);
      case MEANS_NOTHING -> deny();
      case NONE, DENIES -> {
        return false;
      }
    }
    return true;
  }

  private void sendGranted(Permission permission) throws IOException {
    ByteBuffer granted;
    synchronized (outbox) {
      granted = isEnded() ? NOTHING : permission.grant();
    }
    if (granted.hasRemaining()) {
      sendEnd(granted, NOTHING.duplicate());
    }
  }

  /** Whether {@link #tryWrite} would take something, if only an error. */
  public boolean isWritable() {
    return outbox.hasRoom(share);
  }

  /**
   * Calls once, as soon as {@link #isWritable}: at once on the calling thread, or later on a loop's
   * thread, where the listener must not wait.
   */
  public void onWritable(Runnable listener) {
    outbox.onRoom(share, listener);
  }

  /** Whether something was sent. */
  public boolean isCommitted() {
    return state != State.UNCOMMITTED;
  }

  /** Whether nothing more can be sent. */
  public boolean isEnded() {
    return state == State.ENDED || state == State.BROKEN;
  }

  /**
   * Gives the response up. If nothing was sent, the front end gets a {@code 500}; otherwise it is
   * made to see that the response is not whole. Does nothing when the response has ended.
   */
  public void truncate() {
    if (refuse(Refusal.INTERNAL_ERROR)) {
      return;
    }
    synchronized (outbox) {
      if (isEnded()) {
        return;
      }
      state = State.BROKEN;
    }
    request.responseEnded();
  }

  /** Whether the response broke off and nobody has shown that to the front end yet. */
  boolean isBroken() {
    return state == State.BROKEN;
  }

  /**
   * Answers with an error, if nothing was sent yet.
   *
   * @return whether the request is ended now
   */
  boolean refuse(Refusal refusal) {
    synchronized (outbox) {
      if (state != State.UNCOMMITTED) {
        return isEnded();
      }
      try {
        send(refusal.head(), NOTHING.duplicate(), true, 0, refusal.protocolStatus());
      } catch (IOException _) {
        state = State.ENDED;
      }
    }
    request.responseEnded();
    return true;
  }

  /**
   * The request is given up: if something was sent already, it is made visible that more is due.
   */
  void cutOff(Refusal refusal) {
    if (!refuse(refusal)) {
      truncate();
    }
  }

  /** The front end has taken the request back: ends it, though the response is not whole. */
  void takenBack() {
    if (!refuse(Refusal.ABORTED)) {
      cutShort();
    }
  }

  private void cutShort() {
    synchronized (outbox) {
      if (isEnded()) {
        return;
      }
      try {
        send(NOTHING.duplicate(), NOTHING.duplicate(), true, 1, ProtocolStatus.REQUEST_COMPLETE);
      } catch (IOException _) {
        state = State.ENDED;
      }
    }
    request.responseEnded();
  }

  /** The connection is gone. */
  void lost() {
    synchronized (outbox) {
      if (state == State.ENDED) {
        return;
      }
      state = State.ENDED;
    }
    request.responseEnded();
  }

  private void sendRecord(ByteBuffer head, ByteBuffer content, boolean last) throws IOException {
    synchronized (outbox) {
      if (isEnded()) {
        throw new IOException(
            request.isAborted() ? "the front end took the request back" : "the response has ended");
      }
      send(head, content, last, 0, ProtocolStatus.REQUEST_COMPLETE);
    }
  }

  /** One record with as much as fits; the state changes before the bytes leave. */
  private void send(
      ByteBuffer head, ByteBuffer content, boolean last, int appStatus, ProtocolStatus status)
      throws IOException {
    ByteBuffer out = outbox.buffer();
    out.position(RecordWriter.HEADER_LENGTH);
    int length = move(head, out, CONTENT_PER_BUFFER);
    length += move(content, out, CONTENT_PER_BUFFER - length);
    if (length > 0) {
      RecordWriter.header(out, 0, RecordType.STDOUT, request.id(), length);
    } else {
      out.clear();
    }
    if (last) {
      RecordWriter.endOfResponse(out, request.id(), appStatus, status);
    }
    state = last ? State.ENDED : State.COMMITTED;
    outbox.send(out.flip(), share);
  }

  private static int move(ByteBuffer from, ByteBuffer to, int most) {
    int length = Math.min(from.remaining(), most);
    to.put(to.position(), from, from.position(), length);
    to.position(to.position() + length);
    from.position(from.position() + length);
    return length;
  }
}
