package io.culvert.container.frontend.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What rules look at.
 *
 * @param settings in the order they stand in
 * @param maxBody {@code limits.request-body} of Culvert; 0 for any
 */
record LighttpdSite(List<LighttpdSetting> settings, long maxBody) {
  LighttpdSite {
    settings = List.copyOf(settings);
  }

  /**
   * A FastCGI server.
   *
   * @param prefix what paths or extensions it is for
   * @param options what is said of it
   */
  record Server(Place place, String prefix, LighttpdValue options) {}

  /** The values given to an option. */
  Stream<LighttpdSetting> of(String key) {
    return settings.stream().filter(setting -> setting.key().equals(key));
  }

  /** The servers that may be Culvert: those for file name extensions of PHP are not. */
  List<Server> servers() {
    return of("fastcgi.server")
        .flatMap(setting -> setting.value().items().stream())
        .filter(item -> !item.key().toLowerCase(Locale.ROOT).contains("php"))
        .flatMap(
            item ->
                item.value().items().stream()
                    .map(host -> new Server(host.place(), item.key(), host.value())))
        .toList();
  }
}
