package io.culvert.session.redis;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.JedisSentineled;
import redis.clients.jedis.UnifiedJedis;

/** Makes clients of Redis: pools of connections, with bounded times for everything. */
record Clients(RedisSettings settings) {
  private static final int ATTEMPTS = 3;

  /**
   * A client that may not have connected yet.
   *
   * @throws redis.clients.jedis.exceptions.JedisException if it has tried, in vain
   */
  UnifiedJedis open() {
    RedisAddress address = settings.address();
    Set<HostAndPort> servers =
        address.servers().stream()
            .map(server -> new HostAndPort(server.host(), server.port()))
            .collect(Collectors.toSet());
    return switch (address.kind()) {
      case SINGLE -> new JedisPooled(servers.iterator().next(), login().build(), pool());
      case SENTINEL ->
          new JedisSentineled(address.master(), login().build(), pool(), servers, times().build());
      case CLUSTER ->
          new JedisCluster(servers, login().build(), ATTEMPTS, settings.timeout(), pool());
    };
  }

  private DefaultJedisClientConfig.Builder times() {
    int millis = Math.toIntExact(settings.timeout().toMillis());
    return DefaultJedisClientConfig.builder()
        .connectionTimeoutMillis(millis)
        .socketTimeoutMillis(millis)
        .clientName("culvert");
  }

  private DefaultJedisClientConfig.Builder login() {
    RedisAddress address = settings.address();
    DefaultJedisClientConfig.Builder login =
        times().ssl(address.tls()).database(address.database());
    address.user().ifPresent(login::user);
    address.password().ifPresent(login::password);
    return login;
  }

  private GenericObjectPoolConfig<Connection> pool() {
    GenericObjectPoolConfig<Connection> pool = new ConnectionPoolConfig();
    pool.setMaxTotal(settings.connections());
    pool.setMaxIdle(settings.connections());
    pool.setMaxWait(settings.timeout());
    pool.setTimeBetweenEvictionRuns(Duration.ofSeconds(30));
    pool.setJmxEnabled(false);
    return pool;
  }
}
