package io.culvert.sample.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserTableTest {
  private UserDatabase database;

  @BeforeEach
  void create() throws SQLException {
    database = new UserDatabase("test-" + UUID.randomUUID());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void everyRowHasAHundredCharacters() throws SQLException {
    try (Connection connection = database.open(Cell.KEPT_CACHED);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM users")) {
      int rows = 0;
      while (row.next()) {
        int length = 0;
        for (int column = 1; column <= 7; column++) {
          length += row.getString(column).length();
        }
        assertEquals(100, length);
        rows++;
      }
      assertEquals(UserTable.USERS, rows);
    }
  }

  @Test
  void cachedUserIsNotReadAgain() throws SQLException {
    Users users = new Users(() -> database);
    User first = users.find("user0001", Cell.KEPT_CACHED).orElseThrow();
    assertSame(first, users.find("user0001", Cell.KEPT_CACHED).orElseThrow());
    assertNotSame(first, users.find("user0001", Cell.KEPT_UNCACHED).orElseThrow());
  }

  @Test
  void keptConnectionIsUsedAgainAndAReopenedOneIsNot() throws SQLException {
    assertEquals("1", markedThenReadAgain(Cell.KEPT_UNCACHED));
    assertEquals("null", markedThenReadAgain(Cell.REOPENED_UNCACHED));
  }

  /** A variable of the database session survives exactly as long as the session. */
  private String markedThenReadAgain(Cell cell) throws SQLException {
    try (Connection connection = database.open(cell);
        Statement statement = connection.createStatement()) {
      statement.execute("SET @mark = 1");
    }
    try (Connection connection = database.open(cell);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @mark")) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }
}
