package io.culvert.container.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Where failed logins come from. */
sealed interface Source {
  /** How many may fail until the next has to wait. */
  int free();

  /**
   * One user from one address.
   *
   * @param name as it was given; the longest are cut off
   */
  record User(String name, String network) implements Source {
    private static final int FREE = 5;
    private static final int LONGEST_NAME = 100;

    static User of(String name, InetAddress client) {
      String some = name.substring(0, Math.min(name.length(), LONGEST_NAME));
      return new User(some, Source.network(client));
    }

    Everybody everybody() {
      return new Everybody(network);
    }

    @Override
    public int free() {
      return FREE;
    }
  }

  /** All users from one address. */
  record Everybody(String network) implements Source {
    private static final int FREE = 50;

    @Override
    public int free() {
      return FREE;
    }
  }

  /** Whoever has an IPv6 address mostly has all 2⁶⁴ beside it. */
  private static String network(InetAddress client) {
    int prefix = 8;
    return client instanceof Inet6Address
        ? HexFormat.of().formatHex(client.getAddress(), 0, prefix) + "::/64"
        : client.getHostAddress();
  }
}
