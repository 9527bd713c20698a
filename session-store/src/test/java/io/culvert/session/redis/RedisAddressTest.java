package io.culvert.session.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          redis://localhost                           | redis://localhost:6379/0
          redis://localhost:7000/3                    | redis://localhost:7000/3
          rediss://shop:secret@redis.example:7000     | rediss://redis.example:7000/0
          redis://[::1]:7000                          | redis://::1:7000/0
          redis-sentinel://main@a:1,b,c:3/2           | redis-sentinel://main@a:1,b:26379,c:3/2
          redis-sentinel://shop:secret@main@a:1       | redis-sentinel://main@a:1/0
          rediss-sentinel://shop:secret@main@a:1      | rediss-sentinel://main@a:1/0
          redis-cluster://:secret@a:1,b               | redis-cluster://a:1,b:6379
          rediss-cluster://:secret@a:1                | rediss-cluster://a:1
          """)
  void addressIsReadAndShownWithoutItsPassword(String written, String shown) {
    RedisAddress address = RedisAddress.parse(written);
    assertEquals(shown, address.toString());
    assertEquals(written.contains("secret"), address.password().equals(Optional.of("secret")));
    assertEquals(written.contains("shop"), address.user().equals(Optional.of("shop")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:6379",
        "http://localhost",
        "redis://",
        "redis://a,b",
        "redis://a:0",
        "redis://a:65536",
        "redis://a:b",
        "redis://a/x",
        "redis://a b",
        "redis-sentinel://a:1",
        "redis-sentinel://@a:1",
        "rediss-sentinel://a:1",
        "redis-cluster://a/1",
        "redis-cluster://a,,b",
        "redis://:secret@a:0"
      })
  void whatIsNoAddressIsRefusedAndItsPasswordNotRepeated(String written) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> RedisAddress.parse(written))
            .getMessage();
    assertFalse(message.contains("secret"), message);
  }

  @Test
  void passwordFromElsewhereTakesThePlaceOfTheOneInTheAddress() {
    RedisAddress address = RedisAddress.parse("redis://shop:secret@a").withPassword("other");
    assertEquals(Optional.of("other"), address.password());
    assertEquals(List.of(new RedisAddress.Server("a", 6379)), address.servers());
    assertTrue(address.user().isPresent());
  }
}
