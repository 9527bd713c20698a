package io.culvert.container.session;

/** There is no room for another session; nobody who has one is to lose it. */
final class NoRoomException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  NoRoomException(String application) {
    super(
        "%s: no room for another session (settings sessions.max and sessions.memory)"
            .formatted(application));
  }
}
