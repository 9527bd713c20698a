package io.culvert.container.it;

/**
 * Where clients come in: a running web server.
 *
 * @param variant what it is
 * @param frontEnd its process
 * @param port where it serves, on loopback
 */
record Door(Variant variant, Spawned frontEnd, int port) {
  /** Somebody who forgets every cookie. */
  Visitor stranger() {
    return Visitor.stranger(port);
  }

  /** Somebody whose browser returns cookies. */
  Visitor regular() {
    return Visitor.regular(port);
  }
}
