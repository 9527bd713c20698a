package io.culvert.container.config;

import io.culvert.connector.connection.AbortPolicy;
import io.culvert.connector.undertow.PlayedRoles;
import io.culvert.container.apps.AppSyntax;
import io.culvert.container.deploy.DeploymentSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the kinds of values are written. */
final class Readers {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(B|KiB|MiB|GiB)?");
  private static final Map<String, Long> SIZE_UNITS =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
  private static final Map<String, ChronoUnit> DURATION_UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS);

  private static final Pattern HOST_PORT =
      Pattern.compile("(?:(\\[[0-9A-Fa-f:.]+])|([A-Za-z0-9._-]+)):([0-9]{1,5})");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private Readers() {}

  /**
   * A number of bytes from {@code min} to {@code max}: {@code 512}, {@code 64KiB}, {@code 1GiB}.
   */
  static ValueReader<Long> size(long min, long max) {
    return written -> {
      Matcher size = SIZE.matcher(written.text());
      if (!size.matches()) {
        throw refuse(written, "is no size such as 512B, 64KiB, 10MiB or 1GiB");
      }
      String unit = size.group(2) == null ? "B" : size.group(2);
      long factor = SIZE_UNITS.getOrDefault(unit, 1L);
      long count = Long.parseLong(size.group(1));
      long bytes = count > max / factor ? Long.MAX_VALUE : count * factor;
      if (bytes < min || bytes > max) {
        throw refuse(written, "must be from %s to %s".formatted(sizeText(min), sizeText(max)));
      }
      return bytes;
    };
  }

  private static String sizeText(long bytes) {
    for (String unit : new String[] {"GiB", "MiB", "KiB"}) {
      long factor = SIZE_UNITS.getOrDefault(unit, 1L);
      if (bytes >= factor && bytes % factor == 0) {
        return bytes / factor + unit;
      }
    }
    return bytes + "B";
  }

  static Duration duration(Written written) {
    Matcher duration = DURATION.matcher(written.text());
    if (!duration.matches()) {
      throw refuse(written, "is no duration such as 500ms, 10s, 5m or 1h");
    }
    ChronoUnit unit = DURATION_UNITS.getOrDefault(duration.group(2), ChronoUnit.SECONDS);
    return Duration.of(Long.parseLong(duration.group(1)), unit);
  }

  /** A whole number from {@code min} to {@code max}. */
  static ValueReader<Integer> count(int min, int max) {
    return written -> {
      if (!written.text().matches("[0-9]{1,9}")) {
        throw refuse(written, "is no whole number");
      }
      int count = Integer.parseInt(written.text());
      if (count < min || count > max) {
        throw refuse(written, "must be from %d to %d".formatted(min, max));
      }
      return count;
    };
  }

  static Boolean flag(Written written) {
    return switch (written.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refuse(written, "is neither true nor false");
    };
  }

  static String text(Written written) {
    if (written.text().isBlank()) {
      throw refuse(written, "is empty");
    }
    return written.text();
  }

  /** Any text, or {@code off} for none. */
  static Optional<String> textOrOff(Written written) {
    return written.text().equals("off") ? Optional.empty() : Optional.of(written.text());
  }

  /** The path of a servlet, or {@code off}. */
  static Optional<String> authorizerPath(Written written) {
    Optional<String> path =
        written.text().equals("off") ? Optional.empty() : Optional.of(written.text());
    return new PlayedRoles(path, false).authorizerPath();
  }

  static AbortPolicy abortPolicy(Written written) {
    return switch (written.text()) {
      case "auto" -> AbortPolicy.AUTO;
      case "strict" -> AbortPolicy.STRICT;
      default -> throw refuse(written, "is neither auto nor strict");
    };
  }

  static Path path(Written written) {
    if (written.text().isEmpty()) {
      throw refuse(written, "is no file name");
    }
    try {
      return written.folder().resolve(written.text()).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'%s' is no file name".formatted(written.text()), e);
    }
  }

  /** A folder, or {@code auto} for the usual one. */
  static Optional<Path> cacheFolder(Written written) {
    return written.text().equals("auto") ? Optional.empty() : Optional.of(path(written));
  }

  static DeploymentSpec application(Written written) {
    return AppSyntax.parse(written.text(), written.folder().toAbsolutePath());
  }

  /** Where to listen for FastCGI; a relative socket file is relative to the folder. */
  static Listen listen(Written written) {
    String text = written.text();
    String scheme = "unix:";
    if (text.startsWith(scheme) && !text.startsWith(scheme + "/")) {
      Path folder = written.folder().toAbsolutePath().normalize();
      return Listen.parse(scheme + folder + "/" + text.substring(scheme.length()));
    }
    return Listen.parse(text);
  }

  /** A host and a port; the host is looked up. */
  static InetSocketAddress hostPort(Written written) {
    Matcher parts = HOST_PORT.matcher(written.text());
    if (!parts.matches()) {
      throw refuse(written, "is not HOST:PORT, for example 127.0.0.1:8080 or [::1]:8080");
    }
    int port = Integer.parseInt(parts.group(3));
    if (port > 65535) {
      throw refuse(written, "port must be 0–65535");
    }
    String bracketed = parts.group(1);
    InetSocketAddress address =
        new InetSocketAddress(bracketed == null ? parts.group(2) : bracketed, port);
    if (address.isUnresolved()) {
      throw refuse(written, "names a host that can't be found");
    }
    return address;
  }

  /** A literal IP address. */
  static InetAddress address(Written written) {
    if (!ADDRESS.matcher(written.text()).matches()) {
      throw refuse(written, "is no IP address");
    }
    try {
      return InetAddress.ofLiteral(written.text());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'%s' is no IP address".formatted(written.text()), e);
    }
  }

  /** Why a value cannot be: it is quoted, the rest is the reason. */
  static IllegalArgumentException refuse(Written written, String why) {
    return new IllegalArgumentException("'%s' %s".formatted(written.text(), why));
  }
}
