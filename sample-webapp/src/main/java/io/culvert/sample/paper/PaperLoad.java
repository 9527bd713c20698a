package io.culvert.sample.paper;

import java.util.function.BiConsumer;

/**
 * The paper's load, section 5.3: ten clients with users of their own; each client asks for one
 * user, then for the next, until it is the first one's turn again; each user makes ten requests.
 * Here all on one thread, 1,000 requests.
 */
final class PaperLoad {
  static final int CLIENTS = 10;
  static final int USERS_A_CLIENT = 10;
  static final int REQUESTS_A_USER = 10;

  private PaperLoad() {}

  static void forEachRequest(BiConsumer<Visitor, ContentFile> request) {
    ContentFile[] files = ContentFile.values();
    for (int round = 0; round < REQUESTS_A_USER; round++) {
      for (int user = 0; user < USERS_A_CLIENT; user++) {
        for (int client = 0; client < CLIENTS; client++) {
          int number = client * USERS_A_CLIENT + user + 1;
          request.accept(visitor(number), files[round % files.length]);
        }
      }
    }
  }

  private static Visitor visitor(int number) {
    return new Visitor.WithPassword("user%04d".formatted(number), "secret%04d".formatted(number));
  }
}
