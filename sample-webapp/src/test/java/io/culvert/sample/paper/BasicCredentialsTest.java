package io.culvert.sample.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {
  @ParameterizedTest
  @CsvSource({
    "Basic dXNlcjAwMDE6c2VjcmV0MDAwMQ==, user0001, secret0001",
    "basic dTpwOnE=, u, p:q",
    "Basic Og==, '', ''"
  })
  void nameAndPasswordAreDecoded(String header, String name, String password) {
    assertEquals(
        Optional.of(new Visitor.WithPassword(name, password)), BasicCredentials.in(header));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Bearer dTpw", "Basicd TpwOnE="})
  void anythingElseIsNone(@Nullable String header) {
    assertEquals(Optional.empty(), BasicCredentials.in(header));
  }
}
