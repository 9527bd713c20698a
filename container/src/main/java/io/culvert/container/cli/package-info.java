/**
 * The command line: {@code culvert run}, {@code get}, {@code frontend}, {@code status} and what
 * else administers a running server, {@code version}. Commands know the process only through {@link
 * io.culvert.container.cli.Surroundings} and the server only through {@link
 * io.culvert.container.cli.ServerLauncher}, so each can be run in a test. Exit codes: 0 for
 * success, 1 for failure, 2 for a command line, configuration or address that can't be used, 3 for
 * a command that found no server to talk to. Doors: {@link io.culvert.container.cli.Cli}, {@link
 * io.culvert.container.cli.Surroundings}, {@link io.culvert.container.cli.ServerLauncher}. A
 * command runs on the thread that calls it.
 */
@NullMarked
package io.culvert.container.cli;

import org.jspecify.annotations.NullMarked;
