package io.culvert.container.frontend.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Folders of applications whose {@code WEB-INF} anybody can read. */
final class LighttpdInnerParts implements LighttpdRule {
  @Override
  public Stream<Finding> findings(LighttpdSite site) {
    return site.of("url.access-deny").anyMatch(LighttpdInnerParts::guards)
        ? Stream.of()
        : Stream.concat(
                site.of("server.document-root"),
                site.of("alias.url")
                    .flatMap(setting -> setting.value().items().stream())
                    .map(item -> new LighttpdSetting(item.place(), "", item.value(), List.of())))
            .filter(folder -> Applications.areIn(folder.value().text()))
            .map(
                folder ->
                    new Finding(
                        folder.place(),
                        Severity.ERROR,
                        "'%s' has applications in it, whose WEB-INF and META-INF everybody can read"
                            .formatted(folder.value().text()),
                        "$HTTP[\"url\"] =~ \"(?i)/(?:WEB-INF|META-INF)(?:/|$)\""
                            + " { url.access-deny = ( \"\" ) }"));
  }

  private static boolean guards(LighttpdSetting setting) {
    return setting.conditions().stream()
        .anyMatch(condition -> condition.toUpperCase(Locale.ROOT).contains("WEB-INF"));
  }
}
