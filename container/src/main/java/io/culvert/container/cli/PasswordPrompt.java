package io.culvert.container.cli;

import io.culvert.container.cli.UserEditing.RefusedException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Asks for a new password: at a terminal twice and without an echo, otherwise for one line. */
record PasswordPrompt(Surroundings surroundings) {
  char[] ask(String user) throws IOException, RefusedException {
    Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    char[] password = terminal.isPresent() ? atTerminal(terminal.get(), user) : fromInput();
    if (password.length == 0) {
      throw new RefusedException("the password is empty; nothing was changed");
    }
    return password;
  }

  private static char[] atTerminal(Console console, String user) throws RefusedException {
    char[] first = console.readPassword("Password of %s: ", user);
    char[] second = console.readPassword("Once more: ");
    if (first == null || second == null || !Arrays.equals(first, second)) {
      throw new RefusedException("the two passwords differ; nothing was changed");
    }
    return first;
  }

  private char[] fromInput() throws IOException {
    BufferedReader input =
        new BufferedReader(
            new InputStreamReader(surroundings.streams().in(), StandardCharsets.UTF_8));
    String line = input.readLine();
    return line == null ? new char[0] : line.toCharArray();
  }
}
