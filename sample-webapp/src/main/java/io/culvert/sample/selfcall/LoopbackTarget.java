package io.culvert.sample.selfcall;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where this application can call itself: at the address the request came to, if that is a loopback
 * address of this machine and the visitor is on this machine too. Otherwise the page could be used
 * to reach ports that only this machine may reach.
 */
sealed interface LoopbackTarget {

  /** It may be called there. */
  record At(URI uri) implements LoopbackTarget {}

  /** It may not. */
  record None(String why) implements LoopbackTarget {}

  /**
   * Literals only, so that no name has to be looked up; ::1 in the spellings that containers use.
   */
  Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)\\]?");

  static LoopbackTarget of(HttpServletRequest request) {
    if (request.isSecure()) {
      return new None(
          "this page was opened by https, and the call would need the certificate's host name");
    }
    if (!LOOPBACK.matcher(String.valueOf(request.getRemoteAddr())).matches()) {
      return new None("only visitors on the server's own machine may make it call itself");
    }
    int port = request.getLocalPort();
    if (port < 1 || port > 65_535) {
      return new None("the server does not know at which port the request came in");
    }
    String path = request.getContextPath() + request.getServletPath();
    return new At(URI.create("http://" + host(request) + ":" + port + path));
  }

  /**
   * The name the visitor used if it can only mean loopback, so that a server with several hosts
   * finds the same one.
   */
  private static String host(HttpServletRequest request) {
    String name = String.valueOf(request.getServerName()).toLowerCase(Locale.ROOT);
    if (name.equals("localhost")) {
      return name;
    }
    if (LOOPBACK.matcher(name).matches()) {
      return name.contains(":") ? "[::1]" : name;
    }
    String local = String.valueOf(request.getLocalAddr());
    return LOOPBACK.matcher(local).matches() && local.contains(":") ? "[::1]" : "127.0.0.1";
  }
}
