package io.culvert.sample.paper;

import io.culvert.sample.web.OnDemand;
import io.culvert.sample.web.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The application of the paper's section 5: each request checks a password, fetches a user's
 * attributes and puts them into a content file that is read anew each time.
 */
public final class PaperApplication implements AutoCloseable {
  /** Where the application's listener leaves it. */
  public static final Shared<PaperApplication> SHARED = new Shared<>(PaperApplication.class);

  private final Function<String, @Nullable InputStream> files;
  private final OnDemand<UserDatabase> database = new OnDemand<>(PaperApplication::filled);
  private final Users users = new Users(database::get);
  private final Map<Cell, Timings> timings = new EnumMap<>(Cell.class);

  private PaperApplication(Function<String, @Nullable InputStream> files) {
    this.files = files;
    for (Cell cell : Cell.values()) {
      timings.put(cell, new Timings());
    }
  }

  /**
   * The application; its database is created and filled with the first page.
   *
   * @param files opens a file of the WAR, null if there is none
   */
  public static PaperApplication over(Function<String, @Nullable InputStream> files) {
    return new PaperApplication(files);
  }

  private static UserDatabase filled() {
    try {
      // a name of its own: during a redeployment two generations of this application run in one JVM
      return new UserDatabase("paper-" + UUID.randomUUID());
    } catch (SQLException e) {
      throw new IllegalStateException("The sample's database could not be created.", e);
    }
  }

  /** Serves one page and remembers how long it took. */
  Answer serve(Visitor visitor, ContentFile file, Cell cell) {
    return serve(visitor, file, cell, users, timing(cell));
  }

  /** The user of that name and password. */
  Optional<User> logIn(String name, String password) {
    return find(name, Cell.KEPT_UNCACHED, users).filter(user -> user.hasPassword(password));
  }

  /** The times of all pages served so far in this way. */
  Summary summary(Cell cell) {
    return timing(cell).summary();
  }

  /**
   * The paper's load on this thread: what it says about a cell is independent of front end and
   * network. The load runs twice and only the second run counts, or the cell that happens to be
   * measured first would pay for the compiler's warm-up.
   */
  Summary measure(Cell cell) {
    Timings warmUp = new Timings();
    applyLoad(cell, warmUp);
    Timings measured = new Timings();
    applyLoad(cell, measured);
    return measured.summary();
  }

  private void applyLoad(Cell cell, Timings into) {
    // a cache of its own, so that the first visit of each user misses, as in the paper
    Users cold = new Users(database::get);
    PaperLoad.forEachRequest(
        (visitor, file) -> {
          var _ = serve(visitor, file, cell, cold, into);
        });
  }

  @Override
  public void close() {
    database.close(UserDatabase::close);
  }

  private Answer serve(Visitor visitor, ContentFile file, Cell cell, Users from, Timings into) {
    var _ = database.get(); // to make it is no page's time
    long begin = System.nanoTime();
    Optional<User> user =
        find(visitor.name(), cell, from).filter(found -> isWelcome(visitor, found));
    if (user.isEmpty()) {
      return new Answer.WrongPassword();
    }
    Answer page = new Answer.Page(read(file).filledFor(user.get()));
    into.record(System.nanoTime() - begin);
    return page;
  }

  private static boolean isWelcome(Visitor visitor, User user) {
    return switch (visitor) {
      case Visitor.WithPassword(String _, String password) -> user.hasPassword(password);
      case Visitor.LoggedIn _ -> true;
    };
  }

  private static Optional<User> find(String name, Cell cell, Users from) {
    try {
      return from.find(name, cell);
    } catch (SQLException e) {
      throw new IllegalStateException("The sample's database could not be read.", e);
    }
  }

  private Template read(ContentFile file) {
    try (InputStream in =
        Objects.requireNonNull(
            files.apply(file.resource()), () -> file.resource() + " is not in the WAR")) {
      return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Timings timing(Cell cell) {
    return Objects.requireNonNull(timings.get(cell), "every cell has its timings");
  }
}
