package io.culvert.session.redis;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLParameters;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.JedisSentineled;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.providers.SentineledConnectionProvider;

/** Makes clients of Redis: pools of connections, with bounded times for everything. */
record Clients(RedisSettings settings) {
  private static final int ATTEMPTS = 3;

  /**
   * A client that may not have connected yet.
   *
   * @throws redis.clients.jedis.exceptions.JedisException if it has tried, in vain
   */
  Client open() {
    RedisAddress address = settings.address();
    Set<HostAndPort> servers =
        address.servers().stream()
            .map(server -> new HostAndPort(server.host(), server.port()))
            .collect(Collectors.toSet());
    return switch (address.kind()) {
      case SINGLE -> {
        PooledConnectionProvider connections =
            new PooledConnectionProvider(servers.iterator().next(), login(), pool());
        yield new Client(new JedisPooled(connections), connections);
      }
      case SENTINEL -> {
        SentineledConnectionProvider connections =
            new SentineledConnectionProvider(
                address.master(), login(), pool(), servers, connection().build());
        yield new Client(new JedisSentineled(connections), connections);
      }
      case CLUSTER -> {
        ClusterConnectionProvider connections =
            new ClusterConnectionProvider(servers, login(), pool());
        yield new Client(new JedisCluster(connections, ATTEMPTS, settings.timeout()), connections);
      }
    };
  }

  private DefaultJedisClientConfig.Builder connection() {
    int millis = Math.toIntExact(settings.timeout().toMillis());
    DefaultJedisClientConfig.Builder connection =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(millis)
            .socketTimeoutMillis(millis)
            .clientName("culvert")
            .ssl(settings.address().tls());
    if (settings.address().tls()) {
      // whose certificate it is; without this any that is valid for somebody would do
      SSLParameters checked = new SSLParameters();
      checked.setEndpointIdentificationAlgorithm("HTTPS");
      connection.sslParameters(checked);
    }
    return connection;
  }

  private JedisClientConfig login() {
    RedisAddress address = settings.address();
    DefaultJedisClientConfig.Builder login = connection().database(address.database());
    address.user().ifPresent(login::user);
    address.password().ifPresent(login::password);
    return login.build();
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
