package io.culvert.connector.connection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection that have begun and not ended. There is mostly one, and seldom
 * more than a few; ids are arbitrary, so they are searched, not used as an index. Belongs to the
 * loop.
 */
final class LiveRequests {
  private final List<FcgiRequest> requests = new ArrayList<>(1);
  private boolean bodiesCutOff;

  void add(FcgiRequest request) {
    requests.add(request);
  }

  /** The request with this id that has not ended. */
  @Nullable FcgiRequest find(int id) {
    for (int i = 0; i < requests.size(); i++) {
      FcgiRequest request = requests.get(i);
      if (request.id() == id && !request.response().isEnded()) {
        return request;
      }
    }
    return null;
  }

  void remove(FcgiRequest request) {
    if (requests.remove(request)) {
      bodiesCutOff |= !request.input().isComplete();
    }
  }

  /** Forgets requests that have ended without the loop having heard of it yet. */
  void removeEnded() {
    for (int i = requests.size() - 1; i >= 0; i--) {
      FcgiRequest request = requests.get(i);
      if (request.response().isEnded() && !request.response().isBroken()) {
        remove(request);
      }
    }
  }

  /** Whether a request ended before its body, so that the front end may still be sending it. */
  boolean haveBodiesCutOff() {
    return bodiesCutOff;
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  FcgiRequest get(int index) {
    return requests.get(index);
  }

  int size() {
    return requests.size();
  }

  /** Ends those that are not complete and will never be. */
  void cutOffUnfinished(String reason) {
    for (FcgiRequest request : all()) {
      if (!request.hasParams() || request.input().isAwaited()) {
        request.abort(reason, () -> request.response().cutOff(Refusal.TIMEOUT));
      }
    }
  }

  /** Ends all of them without an answer: there is no connection any more. */
  void lose(String reason, ConnectionSettings settings) {
    removeEnded(); // nobody took these back
    for (FcgiRequest request : all()) {
      settings.call(() -> request.abort(reason, request.response()::lost));
      request.response().lost();
    }
  }

  /** A copy that stays as it is while requests end. */
  List<FcgiRequest> all() {
    return List.copyOf(requests);
  }
}
