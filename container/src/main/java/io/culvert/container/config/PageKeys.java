package io.culvert.container.config;

import io.culvert.container.deploy.jsp.CompileMode;
import java.util.List;

/** The part of the table of settings that says when pages are compiled. */
final class PageKeys {
  private static final Setting<CompileMode> COMPILE =
      Setting.one(
          "jsp.compile",
          "MODE",
          PageKeys::mode,
          "background",
          """
          When JSP pages are compiled that are not in the build cache: background, beside requests, \
          once the application has started; eager, before it answers; lazy, when they are asked \
          for. An application can say otherwise by the context parameter \
          io.culvert.jsp.compile.""");

  private static final Setting<Boolean> STRICT =
      Setting.one(
          "jsp.strict",
          "BOOL",
          Readers::flag,
          "false",
          """
          Whether, with eager, a page that does not compile fails the deployment. Otherwise it is \
          only reported.""");

  static final List<Setting<?>> ALL = List.of(COMPILE, STRICT);

  private PageKeys() {}

  private static CompileMode mode(Written written) {
    return CompileMode.of(written.text())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is none of background, eager and lazy".formatted(written.text())));
  }

  static ServerConfig.Pages read(Values values) {
    return new ServerConfig.Pages(values.one(COMPILE), values.one(STRICT));
  }
}
