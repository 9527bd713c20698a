package io.culvert.connector.connection;

import io.culvert.connector.wire.MalformedPairs;
import io.culvert.connector.wire.NameValuePairs;
import io.culvert.connector.wire.ProtocolException;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordReader;
import io.culvert.connector.wire.Role;
import java.io.EOFException;
import java.nio.ByteBuffer;

/**
 * Takes in the records of one connection by the rules of FastCGI Specification 1.0 §3.3 to §5.4 and
 * turns them into requests that are ready to be served. Belongs to the loop.
 */
final class Incoming {
  /** Records that may come without being of any use, before the peer is sent away. */
  private static final int MOST_USELESS = 10_000;

  /** How many requests with the largest parameters there are may be arriving at once. */
  private static final int FULL_PARAMETERS = 4;

  private final Connection connection;
  private final Carrier carrier;
  private final RecordReader reader = new RecordReader();
  private final LiveRequests live = new LiveRequests();
  private final Management management;
  private final Patience patience;
  private int useless;
  private long recordBegan;
  private long bytes;
  private boolean begun;

  Incoming(Connection connection, Carrier carrier) {
    this.connection = connection;
    this.carrier = carrier;
    this.patience = new Patience(connection.settings(), live, carrier.now());
    this.management = new Management(connection.outbox(), connection.settings().limits());
  }

  /** Takes in bytes; what is an incomplete record is kept by the reader. */
  void take(ByteBuffer in) throws ProtocolException {
    bytes += in.remaining();
    noteRecordBegin();
    while (in.hasRemaining() && connection.takesRecords()) {
      Record record = reader.next(in);
      noteRecordBegin();
      switch (record) {
        case Record.Incomplete _ -> {
          return;
        }
        case Record.BeginRequest begin -> begin(begin);
        case Record.Params params -> params(params.id(), params.content());
        case Record.Stdin stdin -> stdin(stdin.id(), stdin.content());
        case Record.Data data -> data(data.id(), data.content());
        case Record.AbortRequest abort -> abort(abort.id());
        case Record.GetValues question -> {
          management.answer(question);
          refuseDeafness();
        }
        case Record.Unknown unknown -> unknown(unknown);
        case Record.Stdout _, Record.Stderr _, Record.EndRequest _, Record.GetValuesResult _ ->
            useless();
      }
    }
  }

  private void noteRecordBegin() {
    if (reader.isBetweenRecords()) {
      recordBegan = carrier.now();
    }
  }

  private void useless() throws ProtocolException {
    if (++useless > MOST_USELESS) {
      throw new ProtocolException("more than " + MOST_USELESS + " records of no use in a row");
    }
  }

  private void unknown(Record.Unknown unknown) throws ProtocolException {
    useless();
    if (unknown.id() == 0) {
      management.unknownType(unknown.type());
      refuseDeafness();
    }
  }

  /** What is answered right here waits for nobody, so it must not pile up. */
  private void refuseDeafness() throws ProtocolException {
    if (connection.outbox().isOverfull()) {
      throw new ProtocolException("the front end asks and asks but does not take the answers");
    }
  }

  private void begin(Record.BeginRequest begin) throws ProtocolException {
    live.removeEnded();
    if (live.find(begin.id()) != null) {
      throw new ProtocolException("BEGIN_REQUEST for id " + begin.id() + ", which is active");
    }
    boolean late = connection.isDraining() && begun;
    begun = true;
    useless = 0;
    FcgiRequest request =
        new FcgiRequest(connection, carrier, begin.id(), begin.role(), begin.keepConnection());
    boolean room = live.size() < connection.settings().limits().requestsPerConnection();
    live.add(request);
    if (!connection.settings().roles().contains(begin.role())) {
      refuse(
          request,
          RefusalCause.ROLE,
          begin.role() == Role.AUTHORIZER ? Refusal.NOT_AN_AUTHORIZER : Refusal.UNKNOWN_ROLE,
          "role " + begin.role());
    } else if (late) {
      refuse(request, RefusalCause.CONNECTION_CLOSING);
    } else if (!room) {
      refuse(request, RefusalCause.CONNECTION_FULL);
    }
  }

  private void refuse(FcgiRequest request, RefusalCause cause) throws ProtocolException {
    refuse(request, cause, Refusal.BUSY, cause.text());
  }

  private void refuse(FcgiRequest request, RefusalCause cause, Refusal refusal, String reason)
      throws ProtocolException {
    if (request.response().refuse(refusal)) {
      request.refused(cause, refusal.status(), reason);
    }
    refuseDeafness();
  }

  private void params(int id, ByteBuffer content) throws ProtocolException {
    FcgiRequest request = live.find(id);
    if (request == null) {
      useless();
    } else if (request.hasParams()) {
      if (content.hasRemaining()) {
        throw new ProtocolException("PARAMS for id " + id + " after their end");
      }
      useless();
    } else if (content.hasRemaining()) {
      request.decoder().append(content);
      boundParameters(request);
    } else {
      paramsEnd(request);
    }
  }

  /**
   * Each request's parameters are bounded by themselves; but on one connection as many requests may
   * have begun as may run, and no front end sends the parameters of many at once.
   */
  private void boundParameters(FcgiRequest request) throws ProtocolException {
    if (live.size() <= FULL_PARAMETERS) {
      return;
    }
    long held = 0;
    for (int i = 0; i < live.size(); i++) {
      FcgiRequest other = live.get(i);
      boolean done = other.hasParams() || other.response().isEnded();
      held += done ? 0 : other.decoder().size();
    }
    long most = (long) FULL_PARAMETERS * connection.settings().limits().parameters().totalBytes();
    if (held > most) {
      refuse(
          request,
          RefusalCause.PARAMETERS_TOO_LARGE,
          new Refusal(
              431, "Request Header Fields Too Large", "Too many requests are being sent at once."),
          "the unfinished parameters of all requests on the connection exceed " + most + " bytes");
    }
  }

  private void paramsEnd(FcgiRequest request) throws ProtocolException {
    switch (request.decoder().end()) {
      case NameValuePairs pairs -> {
        request.paramsEnd(pairs);
        if (!request.isWithheld()) {
          request.becameReady();
        }
      }
      case MalformedPairs malformed -> {
        boolean large = malformed.status() == 431;
        String reason = large ? "Request Header Fields Too Large" : "Bad Request";
        refuse(
            request,
            large ? RefusalCause.PARAMETERS_TOO_LARGE : RefusalCause.PARAMETERS_MALFORMED,
            new Refusal(malformed.status(), reason, "The request's parameters cannot be used."),
            malformed.problem());
        if (malformed.miscounted()) {
          // who miscounts bytes here may do so anywhere, and what comes next is not to be trusted
          connection.drain();
        }
      }
    }
  }

  private void stdin(int id, ByteBuffer content) throws ProtocolException {
    FcgiRequest request = live.find(id);
    if (request == null) {
      if (!content.hasRemaining()) {
        useless();
      }
      return;
    }
    if (!request.hasParams()) {
      if (content.hasRemaining()) {
        refuse(
            request,
            RefusalCause.OUT_OF_ORDER,
            new Refusal(400, "Bad Request", "A body before its request."),
            "STDIN before the end of PARAMS");
      } else {
        useless();
      }
    } else if (request.body().isComplete()) {
      useless();
    } else if (content.hasRemaining()) {
      useless = 0;
      request.inputCame();
      take(request.body(), content);
      refuseTooLong(request);
    } else {
      boolean withheld = request.isWithheld();
      request.body().end();
      if (withheld) {
        request.becameReady();
      }
    }
  }

  private void take(RequestBody body, ByteBuffer content) {
    if (body.offer(content)) {
      carrier.grew(body);
    }
  }

  /** Nobody reads the body of a Filter until it is complete: all of it has to have room. */
  private void refuseTooLong(FcgiRequest request) throws ProtocolException {
    if (!request.isWithheld() || !request.body().isFull()) {
      return;
    }
    request.body().spill();
    if (request.body().isFull()) {
      refuse(
          request,
          RefusalCause.BODY_TOO_LONG,
          new Refusal(413, "Content Too Large", "The request's body is too long to be filtered."),
          "a Filter's STDIN is longer than what is kept of a body");
    }
  }

  private void data(int id, ByteBuffer content) throws ProtocolException {
    FcgiRequest request = live.find(id);
    if (request == null || request.role() != Role.FILTER) {
      if (request != null || !content.hasRemaining()) {
        useless();
      }
    } else if (!request.hasParams() || request.isWithheld()) {
      refuse(
          request,
          RefusalCause.OUT_OF_ORDER,
          new Refusal(400, "Bad Request", "Data before the end of the body."),
          "DATA before the end of STDIN");
    } else if (request.data().isComplete()) {
      useless();
    } else if (content.hasRemaining()) {
      useless = 0;
      request.inputCame();
      take(request.data(), content);
    } else {
      request.data().end();
    }
  }

  /**
   * A front end takes a request back. With its body still coming there is nobody left to answer;
   * with the body complete it may be a front end that reloads and would still relay the answer, see
   * {@link AbortPolicy}. But where others wait for their turn, nobody is served for whom that is
   * doubtful.
   */
  private void abort(int id) throws ProtocolException {
    FcgiRequest request = live.find(id);
    if (request == null) {
      useless();
      return;
    }
    if (mayStillBeWanted(request)) {
      request.doubt();
      return;
    }
    request.abort("the front end aborted the request", request.response()::takenBack);
  }

  private boolean mayStillBeWanted(FcgiRequest request) {
    return connection.settings().aborts() == AbortPolicy.AUTO
        && request.hasParams()
        && request.input().isComplete()
        && !request.isQueued();
  }

  /** Nothing more will come: what is not complete never will be, the rest may still be wanted. */
  void end() {
    for (FcgiRequest request : live.all()) {
      if (!request.hasParams() || request.isWithheld()) {
        request.input().discard();
        live.remove(request);
      } else if (request.isQueued()) {
        request.abort(
            "the front end has gone", () -> request.turnAway(RefusalCause.FRONT_END_GONE));
      } else if (!request.input().isComplete()) {
        request.input().fail(new EOFException("the front end closed the connection in mid body"));
      } else {
        request.doubt();
      }
    }
  }

  /** Ends a request among others whose response broke off after its start. */
  void endWithoutResponse(FcgiRequest request) {
    management.endFailed(request.id());
  }

  LiveRequests live() {
    return live;
  }

  long bytes() {
    return bytes;
  }

  /** Whether any request has ever begun here. */
  boolean hasBegun() {
    return begun;
  }

  Patience patience() {
    return patience;
  }

  boolean isIdle() {
    return live.isEmpty();
  }

  /**
   * Whether the stream has stood in the middle of a record for too long. A body that is awaited has
   * its own time, and may take it for every record.
   */
  boolean isRecordOverdue(long now) {
    return !reader.isBetweenRecords()
        && !awaitsBody()
        && patience.isRecordOverdue(recordBegan, now);
  }

  private boolean awaitsBody() {
    return live.all().stream().anyMatch(request -> request.input().isAwaited());
  }

  boolean hasFullBody() {
    for (int i = 0; i < live.size(); i++) {
      if (live.get(i).input().isFull()) {
        return true;
      }
    }
    return false;
  }

  void spillFullBodies() {
    for (FcgiRequest request : live.all()) {
      request.input().spillWhatIsFull();
    }
  }
}
