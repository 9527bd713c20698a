package io.culvert.container.config;

import io.culvert.container.session.SessionSettings;
import java.nio.file.Path;
import java.util.List;

/** The part of the table of settings that says how sessions are kept. */
final class SessionKeys {
  static final Setting<Path> FOLDER =
      Setting.one(
          "sessions.folder",
          "DIR",
          Readers::path,
          "sessions",
          """
          Where sessions are kept while the server is stopped. Nobody but the server's user can \
          look into it.""");

  static final List<Setting<?>> ALL = List.of(FOLDER);

  private SessionKeys() {}

  static SessionSettings read(Values values) {
    return SessionSettings.keptIn(values.one(FOLDER));
  }
}
