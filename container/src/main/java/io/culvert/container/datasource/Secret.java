package io.culvert.container.datasource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password, or where it is to be had. It is read when it is needed and never printed. */
public sealed interface Secret {
  /** No password at all. */
  Secret NONE = new Text("");

  /**
   * The password.
   *
   * @throws IOException if it cannot be had; the message says where it should be
   */
  String read() throws IOException;

  /**
   * A password that stood in the configuration.
   *
   * @param password itself
   */
  record Text(String password) implements Secret {
    @Override
    public String read() {
      return password;
    }

    /** Records tell all they know; this one must not. */
    @Override
    public String toString() {
      return password.isEmpty() ? "none" : "***";
    }
  }

  /**
   * A password in a file, without the line break at its end. The file is read for every new pool.
   *
   * @param file whose content it is
   */
  record InFile(Path file) implements Secret {
    @Override
    public String read() throws IOException {
      try {
        return Files.readString(file).stripTrailing();
      } catch (IOException e) {
        throw new IOException("the password file %s cannot be read: %s".formatted(file, e), e);
      }
    }
  }

  /**
   * A password in a variable of the process's environment.
   *
   * @param variable its name
   */
  record InVariable(String variable) implements Secret {
    @Override
    public String read() throws IOException {
      String value = System.getenv(variable);
      if (value == null) {
        throw new IOException(
            "the environment variable %s, which should hold the password, is not set"
                .formatted(variable));
      }
      return value;
    }
  }
}
