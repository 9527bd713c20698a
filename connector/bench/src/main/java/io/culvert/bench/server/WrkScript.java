package io.culvert.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What wrk is told: all is settled before the first request, for a script at work slows wrk. */
record WrkScript(String text) {
  private static final String DONE = "/io/culvert/bench/measure/done.lua";

  /** The requests of the scene, sent with these cookies in turn; without cookies, all alike. */
  static WrkScript of(Scene scene, List<String> cookies) throws IOException {
    StringBuilder text = new StringBuilder(done());
    if (scene.upload() > 0) {
      text.append(
          "wrk.method = 'POST'\nwrk.body = string.rep('x', %d)\n".formatted(scene.upload()));
    }
    if (!cookies.isEmpty()) {
      text.append(inTurn(cookies));
    }
    return new WrkScript(text.toString());
  }

  private static String inTurn(List<String> cookies) {
    return """
        local cookies = { %s }
        local requests = {}
        local turn = 0
        function init(args)
          for i, cookie in ipairs(cookies) do
            requests[i] = wrk.format(nil, nil, { Cookie = cookie })
          end
        end
        function request()
          turn = turn %% #requests + 1
          return requests[turn]
        end
        """
        .formatted(cookies.stream().collect(Collectors.joining("', '", "'", "'")));
  }

  private static String done() throws IOException {
    try (InputStream content = WrkScript.class.getResourceAsStream(DONE)) {
      if (content == null) {
        throw new IOException("the class path lacks " + DONE);
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  void writeTo(Path file) throws IOException {
    Files.writeString(file, text);
  }
}
